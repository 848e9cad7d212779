import type { SQLInputValue } from 'node:sqlite';
import { ConfluenceError } from '../errors.ts';
import { visibleContent } from '../permissions.ts';
import { selectAll, selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import { sortColumn } from './cql/fields.ts';
import { type CqlNode, parseCql } from './cql/parse.ts';
import { type CqlCondition, cqlToSql } from './cql/to-sql.ts';
import type { CqlContext } from './cql/values.ts';
import { type Excerpt, type SearchRow, shownRows } from './shown-rows.ts';
import { bringIndexUpToDate } from './text-index.ts';

type Asked = Omit<CqlContext, 'site'> & {
  cql: string;
  limit: number;
  cursor: string | undefined;
  excerpt: Excerpt;
  /** Which spaces are searched: those in use, the archived ones, or both. */
  spaces: ('current' | 'archived')[];
};

type Key = { sql: string; descending: boolean };
/** Where a page ended: the keys and the id of its last hit, and how the query was ranked, which may not change meanwhile. */
type Place = { broad: boolean; keys: (string | number)[]; id: number };

/** Words on more pages than this say little about one of them: only titles and labels that hold them are ranked. */
const BROAD = 10_000;
// Titles weigh ten times as much as bodies, labels four times.
const RANKED = `ranked AS MATERIALIZED (SELECT rowid AS id, bm25(confluence_text, 10.0, 1.0, 4.0) AS rank
  FROM confluence_text WHERE confluence_text MATCH ?)`;

/**
 * Runs a CQL query and gives one page of its hits. Without ORDER BY the best match comes first, then the newest.
 * @throws ConfluenceError 400 for a query that can not be answered
 */
export function searchHits(
  site: Site,
  asked: Asked,
): { rows: SearchRow[]; total: number; nextCursor: string | undefined } {
  const query = parseCql(asked.cql);
  bringIndexUpToDate(site);
  const condition = whereOf(site, asked, query.where);
  const ordered = query.orderBy.map(({ field, descending }) => ({ sql: sortColumn(field), descending }));
  const byRank = ordered.length === 0 && condition.matches.length > 0;
  const newest: Key = { sql: 's.modified_at', descending: true };
  const keys: Key[] = byRank
    ? [{ sql: 'ifnull(m.rank, 0)', descending: false }, newest]
    : [...ordered, newest];

  const match = condition.matches.map((one) => `(${one})`).join(' OR ');
  const last = readPlace(asked.cursor, keys.length);
  const broad = last ? last.broad : byRank && isBroad(site, match);
  const after = last ? afterPlace(keys, last) : { sql: '1', params: [] };
  const order = keys.map((key, index) => `key_${index}${key.descending ? ' DESC' : ''}`);
  const found = selectAll<Record<string, string | number> & { id: number; total: number }>(
    site.db,
    `WITH ${byRank ? `${RANKED},` : ''} hits AS MATERIALIZED (
       SELECT s.id, ${keys.map((key, index) => `${key.sql} AS key_${index}`).join(', ')}
         FROM confluence_search_entry s ${byRank ? 'LEFT JOIN ranked m ON m.id = s.id' : ''} WHERE ${condition.sql})
     SELECT *, (SELECT count(*) FROM hits) AS total FROM hits WHERE ${after.sql} ORDER BY ${order.join(', ')}, id LIMIT ?`,
    ...(byRank ? [broad ? `{title labels} : (${match})` : match] : []),
    ...condition.params,
    ...after.params,
    asked.limit + 1,
  );
  const page = found.slice(0, asked.limit);
  const end = page.at(-1);
  const ids = page.map((row) => row.id);
  return {
    rows: shownRows(site, ids, match, asked.excerpt),
    total: found[0]?.total ?? (last ? totalOf(site, condition) : 0),
    nextCursor:
      end && found.length > page.length
        ? writePlace({ broad, keys: keys.map((_key, index) => end[`key_${index}`] ?? ''), id: end.id })
        : undefined,
  };
}

function whereOf(site: Site, asked: Asked, where: CqlNode | undefined): CqlCondition {
  const cql = where ? cqlToSql(where, { ...asked, site }) : { sql: '1', params: [], matches: [] };
  // A space has no content id: it stands for itself.
  const visible = visibleContent(asked.caller, { id: 's.content_id', spaceId: 's.space_id' });
  const parts = [
    cql.sql,
    visible.sql,
    `s.space_id IN (SELECT id FROM confluence_space WHERE status IN (${asked.spaces.map(() => '?').join(', ')}))`,
  ];
  // Spaces are found only by those who ask for them, so that a search for words gives content.
  if (!where || !namesType(where)) parts.push("s.kind <> 'space'");
  return {
    sql: parts.map((part) => `(${part})`).join(' AND '),
    params: [...cql.params, ...visible.params, ...asked.spaces],
    matches: cql.matches,
  };
}

function isBroad(site: Site, match: string): boolean {
  const row = selectOne<{ count: number }>(
    site.db,
    'SELECT count(*) AS count FROM (SELECT 1 FROM confluence_text WHERE confluence_text MATCH ? LIMIT ?)',
    match,
    BROAD + 1,
  );
  return (row?.count ?? 0) > BROAD;
}

function namesType(node: CqlNode): boolean {
  if (node.type === 'clause') return node.field.toLowerCase() === 'type';
  return node.type === 'not' ? namesType(node.inner) : namesType(node.left) || namesType(node.right);
}

function totalOf(site: Site, condition: CqlCondition): number {
  const row = selectOne<{ total: number }>(
    site.db,
    `SELECT count(*) AS total FROM confluence_search_entry s WHERE ${condition.sql}`,
    ...condition.params,
  );
  return row?.total ?? 0;
}

/** The rows behind a place, however the keys' directions are mixed. The id breaks ties. */
function afterPlace(keys: Key[], place: Place): { sql: string; params: SQLInputValue[] } {
  let sql = 'id > ?';
  let params: SQLInputValue[] = [place.id];
  for (const [index, key] of [...keys.entries()].reverse()) {
    const value = place.keys[index] ?? '';
    sql = `(key_${index} ${key.descending ? '<' : '>'} ? OR (key_${index} = ? AND ${sql}))`;
    params = [value, value, ...params];
  }
  return { sql, params };
}

function writePlace(place: Place): string {
  return Buffer.from(JSON.stringify([Number(place.broad), ...place.keys, place.id])).toString('base64url');
}

/** @throws ConfluenceError 400 for a cursor that was not written for such a query */
function readPlace(cursor: string | undefined, keyCount: number): Place | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isKey = (value: unknown) => typeof value === 'string' || typeof value === 'number';
    if (Array.isArray(values) && values.length === keyCount + 2 && values.every(isKey)) {
      const id: unknown = values.at(-1);
      if (typeof id === 'number') return { broad: values[0] === 1, keys: values.slice(1, -1), id };
    }
  } catch {
    // Falls through: the refusal is the same.
  }
  throw new ConfluenceError(400, `Provided cursor {${cursor}} is not valid.`);
}
