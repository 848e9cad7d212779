import type { SQLInputValue } from 'node:sqlite';
import { titleKey } from '../../content/content-rows.ts';
import { ConfluenceError } from '../../errors.ts';
import type { Person } from '../../users/people.ts';
import { readDate } from './dates.ts';
import { checkOperator, fieldNamed } from './fields.ts';
import type { CqlNode, CqlValue } from './parse.ts';
import { textMatch } from './text-match.ts';

export type CqlContext = { caller: Person; now: Date };

/** A condition over `confluence_searchable AS s`, and the full-text queries that a hit is marked and ranked by. */
export type CqlCondition = { sql: string; params: SQLInputValue[]; matches: string[] };

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
] as const;
const negations: Partial<Record<string, '=' | '~' | 'in'>> = { '!=': '=', '!~': '~', 'not in': 'in' };

type Clause = Extract<CqlNode, { type: 'clause' }>;

/** Turns a parsed query into SQL; every value becomes a parameter. @throws ConfluenceError 400 */
export function cqlToSql(node: CqlNode, context: CqlContext): CqlCondition {
  if (node.type === 'not') {
    const inner = cqlToSql(node.inner, context);
    return { sql: `NOT (${inner.sql})`, params: inner.params, matches: [] };
  }
  if (node.type === 'clause') return clauseToSql(node, context);
  const left = cqlToSql(node.left, context);
  const right = cqlToSql(node.right, context);
  return {
    sql: `(${left.sql}) ${node.type.toUpperCase()} (${right.sql})`,
    params: [...left.params, ...right.params],
    matches: [...left.matches, ...right.matches],
  };
}

function clauseToSql(clause: Clause, context: CqlContext): CqlCondition {
  const field = fieldNamed(clause.field);
  checkOperator(field, clause.operator);
  const positive = negations[clause.operator];
  if (positive !== undefined) {
    const inner = clauseToSql({ ...clause, field, operator: positive }, context);
    return { sql: `NOT (${inner.sql})`, params: inner.params, matches: [] };
  }
  const each = clause.values.map((value) => oneValue(field, clause.operator, value, context));
  return {
    sql: each.map((condition) => `(${condition.sql})`).join(' OR '),
    params: each.flatMap((condition) => condition.params),
    matches: each.flatMap((condition) => condition.matches),
  };
}

function oneValue(
  field: string,
  operator: Clause['operator'],
  value: CqlValue,
  context: CqlContext,
): CqlCondition {
  const only = (sql: string, ...params: SQLInputValue[]): CqlCondition => ({ sql, params, matches: [] });
  switch (field) {
    case 'created':
      return dateCondition('s.created_at', operator, value, context);
    case 'lastmodified':
      return dateCondition('s.modified_at', operator, value, context);
    case 'text':
    case 'siteSearch':
      return textCondition(field, plainValue(value), undefined);
    case 'title':
      return operator === '~'
        ? textCondition(field, plainValue(value), 'title')
        : only('s.title_key = ?', titleKey(plainValue(value)));
    case 'type':
      return only('s.kind = ?', knownType(plainValue(value)));
    case 'space':
    case 'space.key':
      return only('s.space_id IN (SELECT id FROM confluence_space WHERE key = ?)', plainValue(value));
    case 'space.type':
      return only(
        's.space_id IN (SELECT id FROM confluence_space WHERE type = ?)',
        plainValue(value).toLowerCase(),
      );
    case 'space.title': {
      const sql = `s.space_id IN (SELECT id FROM confluence_space WHERE ${operator === '~' ? 'instr(lower(name), ?) > 0' : 'lower(name) = ?'})`;
      return only(sql, plainValue(value).toLowerCase());
    }
    case 'label':
      return only(
        `s.id IN (SELECT cl.content_id FROM confluence_content_label cl JOIN confluence_label l ON l.id = cl.label_id
           WHERE l.name = ?)`,
        plainValue(value).toLowerCase(),
      );
    case 'macro':
      return only("s.kind <> 'space' AND instr(s.body, ?) > 0", `ac:name="${plainValue(value)}"`);
    case 'id':
    case 'content':
      return only('s.id = ?', contentId(field, value));
    case 'parent':
      return only('s.parent_id = ?', contentId(field, value));
    case 'ancestor':
      return only(
        `s.id IN (WITH RECURSIVE below (id) AS (SELECT id FROM confluence_content WHERE parent_id = ?
           UNION SELECT c.id FROM confluence_content c JOIN below ON c.parent_id = below.id) SELECT id FROM below)`,
        contentId(field, value),
      );
    case 'creator':
      return only('s.author_id = ?', accountOf(value, context));
    case 'contributor':
      return only(
        's.author_id = ? OR s.id IN (SELECT content_id FROM confluence_version WHERE author_id = ?)',
        accountOf(value, context),
        accountOf(value, context),
      );
    case 'mention':
      return only('instr(s.body, ?) > 0', `ri:account-id="${accountOf(value, context)}"`);
    default:
      // Watching and starring: nobody does on this site.
      accountOf(value, context);
      return only('0');
  }
}

function textCondition(field: string, value: string, column: 'title' | undefined): CqlCondition {
  const match = textMatch(value, column);
  if (match === undefined)
    throw new ConfluenceError(400, `The value for the field '${field}' has no word to search for`);
  return {
    sql: 's.id IN (SELECT rowid FROM confluence_text WHERE confluence_text MATCH ?)',
    params: [match],
    matches: [match],
  };
}

function dateCondition(
  column: string,
  operator: Clause['operator'],
  value: CqlValue,
  context: CqlContext,
): CqlCondition {
  const span = readDate(value, context.now);
  const start = span.start.toISOString();
  return operator === '='
    ? { sql: `${column} >= ? AND ${column} < ?`, params: [start, span.end.toISOString()], matches: [] }
    : { sql: `${column} ${operator} ?`, params: [start], matches: [] };
}

function knownType(value: string): string {
  const found = types.find((type) => type === value.toLowerCase());
  if (found !== undefined) return found;
  throw new ConfluenceError(
    400,
    `Unsupported value for type, got : ${value}, expected one of : [${types.join(', ')}]`,
  );
}

function contentId(field: string, value: CqlValue): number {
  const text = plainValue(value);
  if (!/^\d{1,15}$/.test(text))
    throw new ConfluenceError(400, `Unsupported value for ${field}, got : ${text}, expected a content id`);
  return Number(text);
}

function accountOf(value: CqlValue, context: CqlContext): string {
  if (typeof value === 'string') return value;
  if (value.name.toLowerCase() === 'currentuser') return context.caller.accountId;
  throw new ConfluenceError(400, `No function exists with the name: '${value.name}'`);
}

function plainValue(value: CqlValue): string {
  if (typeof value === 'string') return value;
  throw new ConfluenceError(400, `No function exists with the name: '${value.name}'`);
}
