import type { TableRow } from '../../../../domain/preview.ts';
import { blocksText } from '../block-text.ts';
import { align, type Step } from './align.ts';
import type { Effort } from './sequence-diff.ts';
import { likeness, wordBag } from './word-bag.ts';

const MOST_COLUMNS = 60;

/** Which columns of two tables answer each other. Null where cells span several, or rows are of different lengths. */
export function columnSteps(before: TableRow[], after: TableRow[], effort: Effort): Step<number>[] | null {
  const [left, right] = [columnTexts(before), columnTexts(after)];
  if (left === null || right === null) return null;
  const bags = new Map([...left, ...right].map((text) => [text, wordBag(text)]));
  const empty = wordBag('');
  const alike = {
    key: ({ text }: Column) => text,
    likeness: (one: Column, other: Column) =>
      likeness(bags.get(one.text) ?? empty, bags.get(other.text) ?? empty),
  };
  const columns = (texts: string[]): Column[] => texts.map((text, index) => ({ text, index }));
  const steps = align(columns(left), columns(right), alike, effort);
  // As many as before: columns that were filled anew, not others in their place.
  if (left.length === right.length && headings(before) === headings(after))
    return left.map((_, index) => ({ change: 'changed', before: index, after: index }));
  return steps.map((step): Step<number> => {
    if (step.change === 'added') return { change: 'added', after: step.after.index };
    if (step.change === 'removed') return { change: 'removed', before: step.before.index };
    return { change: step.change, before: step.before.index, after: step.after.index };
  });
}

type Column = { text: string; index: number };

function columnTexts(rows: TableRow[]): string[] | null {
  const width = rows[0]?.cells.length ?? 0;
  const regular = rows.every(
    ({ cells }) =>
      cells.length === width && cells.every(({ columns, rows: height }) => columns === 1 && height === 1),
  );
  if (!regular || width > MOST_COLUMNS) return null;
  return Array.from({ length: width }, (_, column) =>
    rows.map(({ cells }) => blocksText(cells[column]?.blocks ?? [])).join('\n'),
  );
}

function headings(rows: TableRow[]): string {
  return (rows[0]?.cells ?? []).map(({ blocks }) => blocksText(blocks)).join('\n');
}
