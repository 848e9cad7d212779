import type { Block, Compared, Inline } from '../../../../domain/preview.ts';

/** What is said of a change that neither a mark nor another note shows. */
export const ONLY_IN_SOURCE = 'Only the source changes; what a reader sees stays the same.';

/** Whether a mark or a note in a compared block tells that it changes. */
export function showsChange(block: Block): boolean {
  if (isMarked(block)) return true;
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return block.children.some(inlineShowsChange);
    case 'list':
    case 'tasks':
      return block.items.some((item) => isMarked(item) || item.blocks.some(showsChange));
    case 'table':
      return block.rows.some(
        (row) => isMarked(row) || row.cells.some((cell) => isMarked(cell) || cell.blocks.some(showsChange)),
      );
    case 'code':
      return (block.lines ?? []).some(({ mark }) => mark !== undefined);
    case 'columns':
      return block.columns.flat().some(showsChange);
    case 'quote':
    case 'panel':
    case 'macro':
      return block.blocks.some(showsChange);
    default:
      return false;
  }
}

function isMarked({ mark, note }: Compared): boolean {
  return mark !== undefined || note !== undefined;
}

function inlineShowsChange(piece: Inline): boolean {
  return piece.mark !== undefined || (piece.type === 'link' && piece.children.some(inlineShowsChange));
}
