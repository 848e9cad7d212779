import type { Block, Inline, Mark } from '../../../../domain/preview.ts';
import type { WholeRow } from '../compare/compare-bodies.ts';

/** What one side of a comparison says, line by line; without a side, all that a drawing says. */
export function readSide(rows: WholeRow[], without: Mark): string[] {
  return rows.flatMap((row) => (row.change === without ? [] : readBlock(row.block, without)));
}

export function readBlocks(blocks: Block[], without: Mark | null = null): string[] {
  return blocks.flatMap((block) => readBlock(block, without));
}

function readBlock(block: Block, without: Mark | null): string[] {
  const kept = ({ mark }: { mark?: Mark }) => mark === undefined || mark !== without;
  if (!kept(block)) return [];
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [readLine(block.children, without)];
    case 'list':
    case 'tasks':
      return block.items.filter(kept).flatMap((item) => readBlocks(item.blocks, without));
    case 'table':
      return block.rows
        .filter(kept)
        .flatMap(({ cells }) => cells.filter(kept).flatMap((cell) => readBlocks(cell.blocks, without)));
    case 'code':
      return block.lines ? block.lines.filter(kept).map(({ text }) => text) : block.text.split('\n');
    case 'columns':
      return block.columns.flatMap((column) => readBlocks(column, without));
    case 'quote':
    case 'panel':
    case 'macro':
      return readBlocks(block.blocks, without);
    case 'image':
      return [block.text];
    case 'rule':
      return ['---'];
    case 'folded':
      throw new Error('folded blocks cannot be read');
  }
}

function readLine(pieces: Inline[], without: Mark | null): string {
  return pieces
    .filter(({ mark }) => mark === undefined || mark !== without)
    .map((piece) => {
      if (piece.type === 'break') return '\n';
      return piece.type === 'link' ? readLine(piece.children, without) : piece.text;
    })
    .join('');
}
