import { Lock, Undo2 } from 'lucide-react';
import type { ChangeSummary } from '@/lib/domain/change';

/** Whether a change can be undone, and how. */
export function UndoWords({ undo }: { undo: ChangeSummary['undo'] }) {
  const Icon = undo.possible ? Undo2 : Lock;
  return (
    <p className={`flex gap-2 text-note ${undo.possible ? 'text-ink-soft' : 'font-medium text-ink'}`}>
      <Icon aria-hidden="true" size={14} className="mt-0.75 shrink-0" />
      <span className="min-w-0 wrap-anywhere">{undo.words}</span>
    </p>
  );
}
