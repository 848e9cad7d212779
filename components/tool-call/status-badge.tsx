import { Check, CircleDashed, CircleHelp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CallStatus } from '@/lib/history/tool-call';
import { Badge, type BadgeTone } from '../ui/badge';
import { Spinner } from '../ui/spinner';
import { STATUS_WORDS } from './status-words';

const LOOKS: Record<CallStatus, { tone: BadgeTone; icon: ReactNode }> = {
  waiting: { tone: 'neutral', icon: <CircleDashed aria-hidden="true" size={14} /> },
  running: { tone: 'accent', icon: <Spinner /> },
  succeeded: { tone: 'done', icon: <Check aria-hidden="true" size={14} /> },
  failed: { tone: 'danger', icon: <X aria-hidden="true" size={14} /> },
  unknown: { tone: 'neutral', icon: <CircleHelp aria-hidden="true" size={14} /> },
};

export function StatusBadge({ status }: { status: CallStatus }) {
  const { tone, icon } = LOOKS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {STATUS_WORDS[status]}
    </Badge>
  );
}
