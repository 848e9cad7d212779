import type { Context } from 'hono';
import { limitParameter, numericId } from '../query-parameters.ts';
import { sitePath, wikiBase } from '../site.ts';

export type Slice = { start: number; limit: number };

/** `start` and `limit` of a v1 list; a limit above `highest` is cut down. @throws ConfluenceError 400 */
export function sliceOf(c: Context, usual = 25, highest = 250): Slice {
  return {
    start: numericId(c.req.query('start') || '0', 'start'),
    limit: limitParameter(c, usual, highest),
  };
}

/** One part of a list that is in memory as a whole, in the envelope of REST v1. */
export function collectionOf<Row>(c: Context, rows: Row[], slice: Slice, toResult: (row: Row) => unknown) {
  const shown = rows.slice(slice.start, slice.start + slice.limit);
  return collectionJson(c, shown.map(toResult), slice, slice.start + slice.limit < rows.length);
}

/** The envelope of a v1 list. `next` and `prev` repeat the query and are relative to `/wiki`. */
export function collectionJson(c: Context, results: unknown[], slice: Slice, more: boolean) {
  const { start, limit } = slice;
  const links: Record<string, string> = {
    base: wikiBase(c),
    context: '/wiki',
    self: `${wikiBase(c)}${pathWith(c, {})}`,
  };
  if (more) links.next = pathWith(c, { start: start + limit, limit });
  if (start > 0) links.prev = pathWith(c, { start: Math.max(0, start - limit), limit });
  return { results, start, limit, size: results.length, _links: links };
}

function pathWith(c: Context, changes: Record<string, number>): string {
  const query = new URL(c.req.url).searchParams;
  for (const [name, value] of Object.entries(changes)) query.set(name, String(value));
  const path = sitePath(c).replace(/^\/wiki/, '');
  return query.size > 0 ? `${path}?${query}` : path;
}
