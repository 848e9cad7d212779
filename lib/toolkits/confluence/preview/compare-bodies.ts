import type { DiffRow } from '../../../domain/preview.ts';
import { alignBlocks, compareBlock } from './compare-blocks.ts';
import { compareDrawings } from './comparison.ts';
import { drawStorage } from './draw-storage.ts';
import { tells, UNSEEN } from './tells-change.ts';

export type WholeRow = Exclude<DiffRow, { change: 'folded' }>;

/**
 * Two bodies in storage format as one, from top to bottom, with all that stays. When they differ, at least one row is not the same.
 * @throws StorageError when either is not well-formed
 */
export function compareBodies(before: string, after: string): WholeRow[] {
  const [one, other] = [drawStorage(before), drawStorage(after)];
  const comparison = compareDrawings(one, other);
  const rows = alignBlocks(comparison, one.blocks, other.blocks).map((step): WholeRow => {
    if (step.change === 'removed') return { change: 'removed', block: step.before };
    if (step.change !== 'changed') return { change: step.change, block: step.after };
    const block = compareBlock(comparison, step.before, step.after);
    return { change: 'changed', block: tells(block) ? block : { ...block, note: UNSEEN } };
  });
  if (before === after || rows.some(({ change }) => change !== 'same')) return rows;
  return [{ change: 'changed', block: { type: 'paragraph', children: [], note: UNSEEN } }, ...rows];
}
