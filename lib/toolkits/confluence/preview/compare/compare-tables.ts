import type { Block, TableCell, TableRow } from '../../../../domain/preview.ts';
import { blocksText } from '../block-text.ts';
import { align, type Step } from './align.ts';
import type { Comparison, Worded } from './comparison.ts';
import { joinNotes } from './join-notes.ts';
import { columnSteps } from './table-columns.ts';

type Inside = (before: Block[], after: Block[]) => Block[];
type PairCells = (before: TableCell[], after: TableCell[]) => Step<TableCell>[];

/** The rows of two tables as those of one, with the marks of both sides on rows, cells and words. */
export function compareTables(
  comparison: Comparison,
  before: TableRow[],
  after: TableRow[],
  inside: Inside,
): TableRow[] {
  const alike = {
    key: comparison.key,
    likeness: (one: TableRow, other: TableRow) => comparison.likeness(wordedRow(one), wordedRow(other)),
  };
  const pairCells = cellPairing(comparison, before, after);
  return align<TableRow>(before, after, alike, comparison.effort).map((step): TableRow => {
    if (step.change === 'same') return step.after;
    if (step.change === 'added') return { ...step.after, mark: 'added' };
    if (step.change === 'removed') return { ...step.before, mark: 'removed' };
    const cells = pairCells(step.before.cells, step.after.cells).map((cell) =>
      compareCells(comparison, cell, inside),
    );
    const note = joinNotes(comparison.hidden(wordedRow(step.before), wordedRow(step.after)));
    return { ...step.after, cells, ...(note === undefined ? {} : { note }) };
  });
}

function compareCells(comparison: Comparison, step: Step<TableCell>, inside: Inside): TableCell {
  if (step.change === 'added') return { ...step.after, mark: 'added' };
  if (step.change === 'removed') return { ...step.before, mark: 'removed' };
  const { before, after } = step;
  if (comparison.key(before) === comparison.key(after)) return after;
  const head =
    before.header === after.header ? null : after.header ? 'Was a plain cell' : 'Was a heading cell';
  const note = joinNotes(head, comparison.hidden(wordedCell(before), wordedCell(after)));
  return { ...after, blocks: inside(before.blocks, after.blocks), ...(note === undefined ? {} : { note }) };
}

/** Which cells of a row answer which of its other side: by their column, else by their place, else by what is in them. */
function cellPairing(comparison: Comparison, before: TableRow[], after: TableRow[]): PairCells {
  const columns = columnSteps(before, after, comparison.effort);
  const alike = {
    key: comparison.key,
    likeness: (one: TableCell, other: TableCell) => comparison.likeness(wordedCell(one), wordedCell(other)),
  };
  return (one, other) => {
    if (columns !== null) return columns.flatMap((step) => cellStep(step, one, other));
    if (one.length === other.length)
      return one.flatMap((_, index) => cellStep({ change: 'same', before: index, after: index }, one, other));
    return align<TableCell>(one, other, alike, comparison.effort);
  };
}

function cellStep(step: Step<number>, one: TableCell[], other: TableCell[]): Step<TableCell>[] {
  const before = step.change === 'added' ? undefined : one[step.before];
  const after = step.change === 'removed' ? undefined : other[step.after];
  if (before && after) return [{ change: 'changed', before, after }];
  if (before) return [{ change: 'removed', before }];
  return after ? [{ change: 'added', after }] : [];
}

function wordedCell(cell: TableCell): Worded {
  return { piece: cell, text: () => blocksText(cell.blocks) };
}

function wordedRow(row: TableRow): Worded {
  return { piece: row, text: () => row.cells.map((cell) => blocksText(cell.blocks)).join('\n') };
}
