import type { DiffRow } from '@/lib/domain/preview';
import { BlockView } from './block-view';
import { DiffBlock } from './diff-mark';
import { UnchangedBlocks } from './unchanged-blocks';

function Row({ row }: { row: DiffRow }) {
  if (row.change === 'folded') return <UnchangedBlocks count={row.count} />;
  const block = <BlockView block={row.block} />;
  if (row.change === 'added' || row.change === 'removed')
    return (
      <DiffBlock mark={row.change}>
        <div className="[&>:first-child]:mt-0 [&>:last-child]:mb-0">{block}</div>
      </DiffBlock>
    );
  if (row.change === 'changed') return <div className="border-l-2 border-write pl-6.5">{block}</div>;
  return <div className="pl-7">{block}</div>;
}

/** A page before and after in one: what stays, what is new, what is gone; within a changed block, word by word. */
export function DiffView({ rows }: { rows: DiffRow[] }) {
  return rows.map((row, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a comparison is drawn once and its rows never move
    <Row key={index} row={row} />
  ));
}
