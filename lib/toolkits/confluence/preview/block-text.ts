import type { Block, Inline } from '../../../domain/preview.ts';

/** The words of a line, chips with their names. */
function inlineText(pieces: Inline[]): string {
  return pieces
    .map((piece) => {
      if (piece.type === 'break') return '\n';
      return piece.type === 'link' ? inlineText(piece.children) : piece.text;
    })
    .join('');
}

/** As much as tells what a block is about; blocks hold blocks, and all of each would be read on every level. */
const ENOUGH = 8000;

/** The words of a block and of what is within it: the first few thousand characters. */
export function blockText(block: Block): string {
  return blocksText([block]);
}

export function blocksText(blocks: Block[]): string {
  const lines: string[] = [];
  let left = ENOUGH;
  const say = (text: string) => {
    lines.push(text.slice(0, Math.max(0, left)));
    left -= text.length + 1;
  };
  const read = (below: Block[]) => {
    for (const block of below) {
      if (left <= 0) return;
      readBlock(block);
    }
  };
  const readBlock = (block: Block) => {
    if (block.type === 'paragraph' || block.type === 'heading') say(inlineText(block.children));
    else if (block.type === 'code' || block.type === 'image') say(block.text);
    else if (block.type === 'panel') say(block.title ?? '');
    else if (block.type === 'macro') say(`${block.name} ${block.detail ?? ''}`);
    for (const below of blocksWithin(block)) read(below);
  };
  read(blocks);
  return lines.join('\n');
}

function blocksWithin(block: Block): Block[][] {
  switch (block.type) {
    case 'list':
    case 'tasks':
      return block.items.map((item) => item.blocks);
    case 'table':
      return block.rows.flatMap((row) => row.cells.map((cell) => cell.blocks));
    case 'columns':
      return block.columns;
    case 'quote':
    case 'panel':
    case 'macro':
      return [block.blocks];
    default:
      return [];
  }
}
