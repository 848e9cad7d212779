import type { Block, DiffRow } from '../../../../domain/preview.ts';
import type { WholeRow } from './compare-bodies.ts';
import { showsChange } from './shows-change.ts';

/** Unchanged runs longer than this are folded; one block stays on the side of a change. */
const SHORT = 2;

/** Leaves out unchanged blocks that are not beside a change, on every level. */
export function foldRows(rows: WholeRow[]): DiffRow[] {
  const folded = fold<WholeRow, DiffRow>(
    rows,
    ({ change }) => change === 'same',
    (count) => ({ change: 'folded', count }),
  );
  return folded.map((row) =>
    row.change === 'changed' ? { change: 'changed', block: foldWithin(row.block) } : row,
  );
}

/** What is new or gone as a whole is shown whole. */
function foldBlocks(blocks: Block[]): Block[] {
  return fold<Block, Block>(
    blocks,
    (block) => !showsChange(block),
    (count) => ({ type: 'folded', count }),
  ).map((block) => (block.mark === undefined ? foldWithin(block) : block));
}

function foldWithin(block: Block): Block {
  switch (block.type) {
    case 'quote':
    case 'panel':
    case 'macro':
      return showsChange(block) ? { ...block, blocks: foldBlocks(block.blocks) } : block;
    case 'columns':
      return { ...block, columns: block.columns.map(foldBlocks) };
    default:
      return block;
  }
}

function fold<Item extends Out, Out>(
  items: Item[],
  isSame: (item: Item) => boolean,
  folded: (count: number) => Out,
): Out[] {
  const out: Out[] = [];
  const same = items.map(isSame);
  let index = 0;
  while (index < items.length) {
    let end = index;
    while (end < items.length && same[end]) end += 1;
    const run = items.slice(index, end);
    const first = index > 0 ? 1 : 0;
    const last = end < items.length ? 1 : 0;
    if (run.length <= SHORT) out.push(...run);
    else out.push(...run.slice(0, first), folded(run.length - first - last), ...run.slice(run.length - last));
    out.push(...items.slice(end, end + 1));
    index = end + 1;
  }
  return out;
}
