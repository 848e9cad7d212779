import type { CodeLine } from '../../../../domain/preview.ts';
import { type Effort, sequenceDiff } from './sequence-diff.ts';

/** The lines of two codes as those of one, with the marks of both sides. */
export function compareCode(before: string, after: string, effort: Effort): CodeLine[] {
  const [one, other] = [before.split('\n'), after.split('\n')];
  return sequenceDiff(one, other, effort).flatMap((run): CodeLine[] => {
    if (run.change === 'removed')
      return one.slice(run.before, run.before + run.count).map((text) => ({ text, mark: 'removed' }));
    const lines = other.slice(run.after, run.after + run.count);
    return lines.map((text) => (run.change === 'added' ? { text, mark: 'added' } : { text }));
  });
}
