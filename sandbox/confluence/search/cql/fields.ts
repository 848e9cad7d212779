import { ConfluenceError } from '../../errors.ts';
import type { Comparison } from './parse.ts';

type FieldKind = 'text' | 'title' | 'date' | 'id' | 'user' | 'exact';

const operators: Record<FieldKind, readonly Comparison[]> = {
  text: ['~', '!~'],
  title: ['=', '!=', '~', '!~', 'in', 'not in'],
  date: ['=', '!=', '>', '>=', '<', '<='],
  id: ['=', '!=', 'in', 'not in'],
  user: ['=', '!=', 'in', 'not in'],
  exact: ['=', '!=', 'in', 'not in'],
};

const kinds: Record<string, FieldKind> = {
  text: 'text',
  siteSearch: 'text',
  title: 'title',
  'space.title': 'title',
  created: 'date',
  lastmodified: 'date',
  id: 'id',
  content: 'id',
  parent: 'id',
  ancestor: 'id',
  creator: 'user',
  contributor: 'user',
  mention: 'user',
  watcher: 'user',
  favourite: 'user',
  favorite: 'user',
  type: 'exact',
  space: 'exact',
  'space.key': 'exact',
  'space.type': 'exact',
  label: 'exact',
  macro: 'exact',
};

/** Fields that ORDER BY may name: those with one value a row. */
const sortable = ['title', 'created', 'lastmodified', 'id', 'type', 'space', 'space.key', 'creator'];
// The live site's own list for the field that people miss most.
const measuredHints: Record<string, string[]> = {
  status: ['space', 'subtype', 'space.key', 'siteSearch', 'space.type'],
};

/** A field's own spelling, whatever the case it was asked in. @throws ConfluenceError 400, with close names */
export function fieldNamed(asked: string): string {
  const found = Object.keys(kinds).find((name) => name.toLowerCase() === asked.toLowerCase());
  if (found !== undefined) return found;
  const hints = measuredHints[asked.toLowerCase()] ?? closest(asked);
  throw new ConfluenceError(
    400,
    `No field exists with the name: '${asked}'\nDid you mean one of : ${hints.join(', ')}`,
  );
}

/** @throws ConfluenceError 400 when the field can not be compared so */
export function checkOperator(field: string, operator: Comparison): void {
  const kind = kinds[field];
  if (kind === undefined || operators[kind].includes(operator)) return;
  throw new ConfluenceError(
    400,
    `Unsupported operator for ${field}, got : ${operator}, expected one of : [${operators[kind].join(', ')}]`,
  );
}

/** @throws ConfluenceError 400 for an unknown field or one with many values, such as label */
export function sortField(asked: string): string {
  const field = fieldNamed(asked);
  if (!sortable.includes(field)) throw new ConfluenceError(400, `Cannot order by the field '${field}'`);
  return field;
}

function closest(asked: string): string[] {
  const pairs = (word: string) =>
    new Set(Array.from(word.toLowerCase().slice(1), (letter, index) => word[index]?.toLowerCase() + letter));
  const own = pairs(asked);
  const likeness = (name: string) => [...pairs(name)].filter((pair) => own.has(pair)).length / name.length;
  return Object.keys(kinds)
    .toSorted((one, other) => likeness(other) - likeness(one))
    .slice(0, 5);
}
