import type { Block, Compared, ListItem, TaskItem } from '../../../../domain/preview.ts';
import { blocksText } from '../block-text.ts';
import { align } from './align.ts';
import type { Comparison, Worded } from './comparison.ts';
import { joinNotes } from './join-notes.ts';

type Inside = (before: Block[], after: Block[]) => Block[];

/** The items of two lists as those of one, with the marks of both sides. */
export function compareItems(
  comparison: Comparison,
  before: ListItem[],
  after: ListItem[],
  inside: Inside,
): ListItem[] {
  return pairItems(comparison, before, after, (one, other) => ({
    ...other,
    blocks: inside(one.blocks, other.blocks),
    ...noteOf(comparison.hidden(worded(one), worded(other))),
  }));
}

/** The same for tasks; a task says when it was ticked or opened again. */
export function compareTasks(
  comparison: Comparison,
  before: TaskItem[],
  after: TaskItem[],
  inside: Inside,
): TaskItem[] {
  return pairItems(comparison, before, after, (one, other) => {
    const ticked = one.done === other.done ? null : other.done ? 'Ticked' : 'Opened again';
    const hidden = comparison.hidden(worded(one), worded(other));
    return { ...other, blocks: inside(one.blocks, other.blocks), ...noteOf(ticked, hidden) };
  });
}

function pairItems<Item extends Compared & { blocks: Block[] }>(
  comparison: Comparison,
  before: Item[],
  after: Item[],
  pair: (before: Item, after: Item) => Item,
): Item[] {
  const alike = {
    key: comparison.key,
    likeness: (one: Item, other: Item) => comparison.likeness(worded(one), worded(other)),
  };
  return align<Item>(before, after, alike, comparison.effort).map((step): Item => {
    if (step.change === 'same') return step.after;
    if (step.change === 'changed') return pair(step.before, step.after);
    return step.change === 'added' ? { ...step.after, mark: 'added' } : { ...step.before, mark: 'removed' };
  });
}

function noteOf(...notes: (string | null)[]): { note?: string } {
  const note = joinNotes(...notes);
  return note === undefined ? {} : { note };
}

function worded(item: { blocks: Block[] }): Worded {
  return { piece: item, text: () => blocksText(item.blocks) };
}
