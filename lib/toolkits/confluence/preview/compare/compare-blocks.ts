import type { Block } from '../../../../domain/preview.ts';
import { blockText } from '../block-text.ts';
import { align, type Step } from './align.ts';
import { compareCode } from './compare-code.ts';
import { compareInlines } from './compare-inlines.ts';
import { compareItems, compareTasks } from './compare-items.ts';
import { compareTables } from './compare-tables.ts';
import type { Comparison, Worded } from './comparison.ts';
import { formerKind } from './former-kind.ts';
import { joinNotes } from './join-notes.ts';

/** Two lists of blocks side by side, from top to bottom. */
export function alignBlocks(comparison: Comparison, before: Block[], after: Block[]): Step<Block>[] {
  const alike = {
    key: comparison.key,
    likeness: (one: Block, other: Block) => blockLikeness(comparison, one, other),
  };
  return align<Block>(before, after, alike, comparison.effort);
}

/** Blocks within another block as one list with the marks of both sides. */
function compareInside(comparison: Comparison, before: Block[], after: Block[]): Block[] {
  const [one, other] = [before[0], after[0]];
  // A single line that another has taken the place of is compared word by word, however little they share.
  if (before.length === 1 && after.length === 1 && one?.type === 'paragraph' && other?.type === 'paragraph')
    return comparison.key(one) === comparison.key(other) ? after : [compareBlock(comparison, one, other)];
  return alignBlocks(comparison, before, after).map((step): Block => {
    if (step.change === 'same') return step.after;
    if (step.change === 'changed') return compareBlock(comparison, step.before, step.after);
    return step.change === 'added' ? { ...step.after, mark: 'added' } : { ...step.before, mark: 'removed' };
  });
}

/** Two blocks of which one is an edit of the other as one block with the marks of both sides. */
export function compareBlock(comparison: Comparison, before: Block, after: Block): Block {
  const compared = compareDrawn(comparison, before, after);
  const note = joinNotes(formerKind(before, after), comparison.hidden(worded(before), worded(after)));
  return note === undefined ? compared : { ...compared, note };
}

function compareDrawn(comparison: Comparison, before: Block, after: Block): Block {
  const inside = (one: Block[], other: Block[]) => compareInside(comparison, one, other);
  if (after.type === 'paragraph' || after.type === 'heading') {
    const children = before.type === 'paragraph' || before.type === 'heading' ? before.children : [];
    return { ...after, children: compareInlines(comparison, children, after.children) };
  }
  if (after.type === 'list' && before.type === 'list')
    return { ...after, items: compareItems(comparison, before.items, after.items, inside) };
  if (after.type === 'tasks' && before.type === 'tasks')
    return { ...after, items: compareTasks(comparison, before.items, after.items, inside) };
  if (after.type === 'table' && before.type === 'table')
    return { ...after, rows: compareTables(comparison, before.rows, after.rows, inside) };
  if (after.type === 'code' && before.type === 'code')
    return { ...after, lines: compareCode(before.text, after.text, comparison.effort) };
  if (after.type === 'columns' && before.type === 'columns')
    return { ...after, columns: compareColumns(before.columns, after.columns, inside) };
  if ('blocks' in after && 'blocks' in before)
    return { ...after, blocks: inside(before.blocks, after.blocks) };
  return after;
}

type Inside = (before: Block[], after: Block[]) => Block[];

function compareColumns(before: Block[][], after: Block[][], inside: Inside): Block[][] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => {
    const [one, other] = [before[index], after[index]];
    if (one === undefined) return (other ?? []).map((block): Block => ({ ...block, mark: 'added' }));
    if (other === undefined) return one.map((block): Block => ({ ...block, mark: 'removed' }));
    return inside(one, other);
  });
}

function blockLikeness(comparison: Comparison, before: Block, after: Block): number {
  const line = (block: Block) => block.type === 'paragraph' || block.type === 'heading';
  if (before.type !== after.type && !(line(before) && line(after))) return 0;
  if (before.type === 'rule') return 1;
  if (before.type === 'image') return blockText(before) === blockText(after) ? 1 : 0;
  if (before.type === 'macro' && after.type === 'macro' && before.name !== after.name) return 0;
  const words = comparison.likeness(worded(before), worded(after));
  if (before.type === 'macro') return 0.5 + words / 2;
  // Tables, layouts and panels are built once and filled anew.
  return /^(table|columns|panel)$/.test(before.type) ? 0.2 + 0.8 * words : words;
}

function worded(block: Block): Worded {
  return { piece: block, text: () => blockText(block) };
}
