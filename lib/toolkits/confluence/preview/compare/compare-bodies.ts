import type { DiffRow } from '../../../../domain/preview.ts';
import { drawStorage } from '../draw/draw-storage.ts';
import { alignBlocks, compareBlock } from './compare-blocks.ts';
import { compareDrawings } from './comparison.ts';
import { ONLY_IN_SOURCE, showsChange } from './shows-change.ts';

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
    return { change: 'changed', block: showsChange(block) ? block : { ...block, note: ONLY_IN_SOURCE } };
  });
  if (before === after || rows.some(({ change }) => change !== 'same')) return rows;
  return [{ change: 'changed', block: { type: 'paragraph', children: [], note: ONLY_IN_SOURCE } }, ...rows];
}
