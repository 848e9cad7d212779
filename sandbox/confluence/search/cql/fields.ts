import { ConfluenceError } from '../../errors.ts';
import type { Comparison } from './parse.ts';

/** What a field's values are, which decides how it may be compared and which functions may stand for a value. */
export type FieldKind = 'text' | 'title' | 'date' | 'content' | 'user' | 'space' | 'exact';

const sets: readonly Comparison[] = ['=', '!=', 'in', 'not in'];
const operators: Record<FieldKind, readonly Comparison[]> = {
  text: ['~', '!~'],
  title: ['=', '!=', '~', '!~', 'in', 'not in'],
  date: ['=', '!=', '>', '>=', '<', '<='],
  content: sets,
  user: sets,
  space: sets,
  exact: sets,
};

const kinds = {
  text: 'text',
  siteSearch: 'text',
  title: 'title',
  'space.title': 'title',
  created: 'date',
  lastmodified: 'date',
  id: 'content',
  content: 'content',
  parent: 'content',
  ancestor: 'content',
  creator: 'user',
  contributor: 'user',
  mention: 'user',
  space: 'space',
  'space.key': 'space',
  type: 'exact',
  subtype: 'exact',
  'space.type': 'exact',
  label: 'exact',
  macro: 'exact',
  pageStatus: 'exact',
} as const satisfies Record<string, FieldKind>;

export type Field = keyof typeof kinds;
const names = Object.keys(kinds) as Field[];

/** Fields that ORDER BY may name, as columns of `confluence_search_entry AS s`: those with one value a row. */
const sortable: Partial<Record<Field, string>> = {
  title: 's.title_key',
  created: 's.created_at',
  lastmodified: 's.modified_at',
  id: 's.id',
  type: 's.kind',
  creator: 's.author_id',
  space: '(SELECT upper(key) FROM confluence_space WHERE id = s.space_id)',
  'space.key': '(SELECT upper(key) FROM confluence_space WHERE id = s.space_id)',
  'space.title': '(SELECT lower(name) FROM confluence_space WHERE id = s.space_id)',
  'space.type': '(SELECT type FROM confluence_space WHERE id = s.space_id)',
};
// The live site's own list for the field that people miss most.
const measuredHints: Record<string, string[]> = {
  status: ['space', 'subtype', 'space.key', 'siteSearch', 'space.type'],
};

export function kindOf(field: Field): FieldKind {
  return kinds[field];
}

/** A field's own spelling, whatever the case it was asked in. @throws ConfluenceError 400, with close names */
export function fieldNamed(asked: string): Field {
  const found = names.find((name) => name.toLowerCase() === asked.toLowerCase());
  if (found !== undefined) return found;
  const hints = measuredHints[asked.toLowerCase()] ?? closest(asked);
  throw new ConfluenceError(
    400,
    `No field exists with the name: '${asked}'\nDid you mean one of : ${hints.join(', ')}`,
  );
}

/** @throws ConfluenceError 400 when the field can not be compared so */
export function checkOperator(field: Field, operator: Comparison): void {
  const allowed = operators[kinds[field]];
  if (allowed.includes(operator)) return;
  throw new ConfluenceError(
    400,
    `Unsupported operator for ${field}, got : ${operator.toUpperCase()}, expected one of : [${allowed.join(', ').toUpperCase()}]`,
  );
}

/** The SQL to order by. @throws ConfluenceError 400 for an unknown field or one with many values, such as label */
export function sortColumn(asked: string): string {
  const field = fieldNamed(asked);
  const column = sortable[field];
  if (column === undefined)
    throw new ConfluenceError(
      400,
      `Cannot order by the field '${field}'. Order by one of : ${Object.keys(sortable).join(', ')}`,
    );
  return column;
}

function closest(asked: string): string[] {
  const pairs = (word: string) =>
    new Set(Array.from(word.toLowerCase().slice(1), (letter, index) => word[index]?.toLowerCase() + letter));
  const own = pairs(asked);
  const likeness = (name: string) => [...pairs(name)].filter((pair) => own.has(pair)).length / name.length;
  return names.toSorted((one, other) => likeness(other) - likeness(one)).slice(0, 5);
}
