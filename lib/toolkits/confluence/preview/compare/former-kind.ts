import type { Block } from '../../../../domain/preview.ts';

/** What a block was before, where it is of another kind now. */
export function formerKind(before: Block, after: Block): string | null {
  const [then, now] = [kindOf(before), kindOf(after)];
  return then === now ? null : `Was ${then}`;
}

function kindOf(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `heading ${block.level}`;
    case 'list':
      return block.ordered ? 'a numbered list' : 'a bulleted list';
    case 'panel':
      return block.kind === 'panel' ? 'a plain panel' : `a panel of the kind ${block.kind}`;
    case 'columns':
      return block.columns.length === 1 ? 'one column' : `${block.columns.length} columns`;
    case 'macro':
      return block.name;
    default:
      return `a ${block.type}`;
  }
}
