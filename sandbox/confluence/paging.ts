import type { SQLInputValue } from 'node:sqlite';
import type { Context } from 'hono';
import { ConfluenceError } from './errors.ts';
import { limitParameter } from './query-parameters.ts';
import { selectAll } from './rows.ts';
import { type RestEnv, type Site, sitePath, wikiBase } from './site.ts';

type Listing = {
  /** Columns and tables: `SELECT … FROM …`. */
  from: string;
  /** Conditions, joined by AND. */
  where: string[];
  params: SQLInputValue[];
  /** The SQL expression that orders the rows; the id breaks ties. */
  sortBy: string;
  /** The SQL expression of the row's unique number. */
  id: string;
  descending?: boolean;
  /** How many rows come when the request does not say; 25 for most lists. */
  usualLimit?: number;
};

/** Where a page of a list ended: the sort key and the number of its last row. */
type Cursor = { key: string | number | null; id: number };

/** Sends one page of a v2 list: rows after the cursor, with the Link header and `_links.next` while more remain. */
export function sendPage<Row>(
  c: Context<RestEnv>,
  site: Site,
  listing: Listing,
  toResult: (row: Row) => object,
  extra: object = {},
) {
  const limit = limitParameter(c, listing.usualLimit);
  const after = readCursor(c.req.query('cursor'));
  const where = [...listing.where];
  const params = [...listing.params];
  if (after) {
    const rest = rowsAfter(listing, after);
    where.push(rest.sql);
    params.push(...rest.params);
  }
  const direction = listing.descending ? 'DESC' : 'ASC';
  const select = listing.from.replace(
    /^SELECT /,
    `SELECT ${listing.sortBy} AS cursor_key, ${listing.id} AS cursor_id, `,
  );
  const rows = selectAll<Row & { cursor_key: Cursor['key']; cursor_id: number }>(
    site.db,
    `${select} ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
     ORDER BY ${listing.sortBy} ${direction}, ${listing.id} ${direction} LIMIT ?`,
    ...params,
    limit + 1,
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const links: { base: string; next?: string } = { base: wikiBase(c) };
  if (rows.length > limit && last) {
    links.next = nextUrl(c, writeCursor({ key: last.cursor_key, id: last.cursor_id }));
    c.header('Link', `<${links.next}>; rel="next"`);
  }
  return c.json({ results: shown.map(toResult), ...extra, _links: links });
}

// Rows without a sort key come first, as SQLite orders them, and last when the order is turned round.
function rowsAfter(listing: Listing, { key, id }: Cursor): { sql: string; params: SQLInputValue[] } {
  const { sortBy, descending } = listing;
  const beyond = descending ? '<' : '>';
  if (key === null) {
    const sql = descending
      ? `(${sortBy} IS NULL AND ${listing.id} < ?)`
      : `(${sortBy} IS NOT NULL OR ${listing.id} > ?)`;
    return { sql, params: [id] };
  }
  const sql = `(${sortBy}, ${listing.id}) ${beyond} (?, ?)`;
  return { sql: descending ? `(${sql} OR ${sortBy} IS NULL)` : sql, params: [key, id] };
}

/** The same request with another cursor, relative to the site. */
function nextUrl(c: Context, cursor: string): string {
  const query = new URL(c.req.url).searchParams;
  query.set('cursor', cursor);
  return `${sitePath(c)}?${query}`;
}

export function writeCursor({ key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** @throws ConfluenceError 400 for a cursor that this site did not write */
function readCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === 2) {
      const [key, id]: unknown[] = values;
      const isKey = key === null || typeof key === 'string' || typeof key === 'number';
      if (isKey && typeof id === 'number') return { key, id };
    }
  } catch {
    // Falls through: the refusal is the same.
  }
  throw new ConfluenceError(400, `Provided cursor {${cursor}} is not valid.`);
}
