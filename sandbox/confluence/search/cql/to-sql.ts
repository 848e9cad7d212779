import type { SQLInputValue } from 'node:sqlite';
import { ConfluenceError } from '../../errors.ts';
import { wordsLike } from '../site-words.ts';
import { ownLabel } from '../text-index.ts';
import { readDate } from './dates.ts';
import { checkOperator, type Field, fieldNamed } from './fields.ts';
import type { CqlNode, CqlValue } from './parse.ts';
import { textMatch } from './text-match.ts';
import { type CqlContext, plainValues } from './values.ts';

/** A condition over `confluence_search_entry AS s`, and the full-text queries that a hit is marked and ranked by. */
export type CqlCondition = { sql: string; params: SQLInputValue[]; matches: string[] };

type Clause = Extract<CqlNode, { type: 'clause' }>;

const types = [
  'attachment',
  'blogpost',
  'comment',
  'database',
  'embed',
  'folder',
  'page',
  'space',
  'user',
  'whiteboard',
];
const negations: Partial<Record<string, '=' | '~' | 'in'>> = { '!=': '=', '!~': '~', 'not in': 'in' };
const space = (condition: string) => `s.space_id IN (SELECT id FROM confluence_space WHERE ${condition})`;
const term = (field: string) =>
  `s.id IN (SELECT id FROM confluence_search_term WHERE field = '${field}' AND value = ?)`;
// The bound on the depth ends the walk even if somebody made a circle of pages.
const BELOW = `s.id IN (WITH RECURSIVE below (id, depth) AS (
  SELECT id, 1 FROM confluence_content WHERE parent_id = ?
  UNION ALL SELECT c.id, depth + 1 FROM confluence_content c JOIN below ON c.parent_id = below.id WHERE depth < 500)
  SELECT id FROM below)`;

/** Turns a parsed query into SQL; every value becomes a parameter. @throws ConfluenceError 400 */
export function cqlToSql(node: CqlNode, context: CqlContext): CqlCondition {
  if (node.type === 'not') return negated(cqlToSql(node.inner, context));
  if (node.type === 'clause') return clauseToSql(node, context);
  // A row of clauses leans to the left, so it is walked down without going deeper.
  const steps: { join: 'and' | 'or'; node: CqlNode }[] = [];
  let first: CqlNode = node;
  while (first.type === 'and' || first.type === 'or') {
    steps.unshift({ join: first.type, node: first.right });
    first = first.left;
  }
  let run = [cqlToSql(first, context)];
  let join = steps[0]?.join ?? 'and';
  for (const step of steps) {
    if (step.join !== join) run = [joined(run, join)];
    join = step.join;
    run.push(cqlToSql(step.node, context));
  }
  return joined(run, join);
}

// SQLite bounds how deep an expression may be, so a long row becomes a tree of halves.
function joined(conditions: CqlCondition[], join: 'and' | 'or'): CqlCondition {
  const sql = (from: number, to: number): string => {
    if (to - from === 1) return conditions[from]?.sql ?? '0';
    const middle = Math.ceil((from + to) / 2);
    return `(${sql(from, middle)} ${join.toUpperCase()} ${sql(middle, to)})`;
  };
  return {
    sql: conditions.length === 0 ? '0' : sql(0, conditions.length),
    params: conditions.flatMap((condition) => condition.params),
    matches: conditions.flatMap((condition) => condition.matches),
  };
}

function clauseToSql(clause: Clause, context: CqlContext): CqlCondition {
  const field = fieldNamed(clause.field);
  checkOperator(field, clause.operator);
  const positive = negations[clause.operator];
  if (positive !== undefined) return negated(clauseToSql({ ...clause, operator: positive }, context));
  const each = clause.values.flatMap((value) => conditions(field, clause.operator, value, context));
  return joined(each, 'or');
}

function negated(inner: CqlCondition): CqlCondition {
  return { sql: `NOT ${inner.sql}`, params: inner.params, matches: [] };
}

function conditions(
  field: Field,
  operator: Clause['operator'],
  value: CqlValue,
  context: CqlContext,
): CqlCondition[] {
  if (field === 'created') return [dateCondition('s.created_at', operator, value, context)];
  if (field === 'lastmodified') return [dateCondition('s.modified_at', operator, value, context)];
  return plainValues(field, value, context).map((plain) =>
    operator === '~' ? wordCondition(field, plain, context) : exactCondition(field, plain, context),
  );
}

function wordCondition(field: Field, value: string, context: CqlContext): CqlCondition {
  if (field === 'space.title')
    return { sql: space('instr(lower(name), lower(?)) > 0'), params: [value], matches: [] };
  const column = field === 'title' ? 'title' : undefined;
  const match = textMatch(value, column, (pattern) => wordsLike(context.site, pattern));
  if (match === undefined)
    throw new ConfluenceError(400, `The value for the field '${field}' has no word to search for`);
  return {
    sql: 's.id IN (SELECT rowid FROM confluence_text WHERE confluence_text MATCH ?)',
    params: [match],
    matches: [match],
  };
}

function exactCondition(field: Field, value: string, context: CqlContext): CqlCondition {
  const only = (sql: string, ...params: SQLInputValue[]): CqlCondition => ({ sql, params, matches: [] });
  switch (field) {
    case 'title':
      return only('s.title_key = ?', value.trim().toLowerCase());
    case 'type':
      return only('s.kind = ?', knownType(value));
    case 'subtype':
      return only('s.id IN (SELECT id FROM confluence_content WHERE subtype = ?)', value.toLowerCase());
    case 'space':
    case 'space.key':
      return only(space('key = ?'), value);
    case 'space.type':
      return only(space('type = ?'), value.toLowerCase());
    case 'space.title':
      return only(space('lower(name) = lower(?)'), value);
    case 'label':
      return only(
        `(${term('label')} OR ${term('label')})`,
        value.toLowerCase(),
        ownLabel(context.caller.accountId, value).toLowerCase(),
      );
    case 'macro':
    case 'mention':
    case 'contributor':
      return only(term(field), value.toLowerCase());
    case 'creator':
      return only('s.author_id = ?', value);
    case 'id':
    case 'content':
      return only('s.id = ?', contentId(field, value));
    case 'parent':
      return only('s.parent_id IS ?', contentId(field, value));
    case 'ancestor':
      return only(BELOW, contentId(field, value));
    default:
      // No page has a status of its own.
      return only('0');
  }
}

function dateCondition(
  column: string,
  operator: Clause['operator'],
  value: CqlValue,
  context: CqlContext,
): CqlCondition {
  const span = readDate(value, context.site.now());
  const start = span.start.toISOString();
  return operator === '='
    ? { sql: `(${column} >= ? AND ${column} < ?)`, params: [start, span.end.toISOString()], matches: [] }
    : { sql: `${column} ${operator} ?`, params: [start], matches: [] };
}

function knownType(value: string): string {
  const asked = value.toLowerCase();
  if (types.includes(asked)) return asked;
  throw new ConfluenceError(
    400,
    `Unsupported value for type, got : ${value}, expected one of : [${types.join(', ')}]`,
  );
}

function contentId(field: Field, value: string): number {
  const digits = /^(?:att)?(\d{1,15})$/.exec(value)?.[1];
  if (digits === undefined)
    throw new ConfluenceError(400, `Unsupported value for ${field}, got : ${value}, expected a content id`);
  return Number(digits);
}
