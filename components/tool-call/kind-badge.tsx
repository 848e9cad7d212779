import { BookOpen, PencilLine, Trash2 } from 'lucide-react';
import type { ActionKind } from '@/lib/domain/action-kind';
import { Badge, type BadgeTone } from '../ui/badge';

const KINDS: Record<ActionKind, { word: string; tone: BadgeTone; Icon: typeof BookOpen }> = {
  read: { word: 'Read', tone: 'neutral', Icon: BookOpen },
  write: { word: 'Write', tone: 'write', Icon: PencilLine },
  destructive: { word: 'Destructive', tone: 'danger', Icon: Trash2 },
};

/** What kind of action it is: whether it only looks, changes something, or takes something away. */
export function KindBadge({ kind }: { kind: ActionKind }) {
  const { word, tone, Icon } = KINDS[kind];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" size={14} />}>
      {word}
    </Badge>
  );
}
