import { Ban, Check, CircleDashed, CircleHelp, Hand, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge, type BadgeTone } from '../ui/badge';
import { Spinner } from '../ui/spinner';
import type { ViewStatus } from './call-view';
import { STATUS_WORDS } from './status-words';

const LOOKS: Record<ViewStatus, { tone: BadgeTone; icon: ReactNode }> = {
  preparing: { tone: 'neutral', icon: <CircleDashed aria-hidden="true" size={14} /> },
  waiting: { tone: 'accent', icon: <Hand aria-hidden="true" size={14} /> },
  running: { tone: 'accent', icon: <Spinner /> },
  succeeded: { tone: 'done', icon: <Check aria-hidden="true" size={14} /> },
  failed: { tone: 'danger', icon: <X aria-hidden="true" size={14} /> },
  unknown: { tone: 'neutral', icon: <CircleHelp aria-hidden="true" size={14} /> },
  denied: { tone: 'neutral', icon: <Ban aria-hidden="true" size={14} /> },
};

export function StatusBadge({ status }: { status: ViewStatus }) {
  const { tone, icon } = LOOKS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {status === 'preparing' ? 'Preparing' : STATUS_WORDS[status]}
    </Badge>
  );
}
