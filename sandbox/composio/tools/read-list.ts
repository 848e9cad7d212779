import { z } from 'zod';
import type { Query, Rest } from './rest.ts';

const MOST_ROWS = 250;

/** The paging inputs of list tools. */
export const paging = {
  limit: z.number().default(25),
  start: z.number().default(0),
  cursor: z.string().optional(),
};

const answerSchema = z.object({
  results: z.array(z.looseObject({})),
  _links: z.looseObject({ next: z.string().optional(), base: z.string().optional() }).default({}),
});

export type Row = Record<string, unknown>;
type Paging = { limit?: number | undefined; start?: number | undefined; cursor?: string | undefined };

/** The bare cursor, whether the caller sends it alone or within the whole `_links.next`. */
function bareCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined || !cursor.includes('cursor=')) return cursor;
  return new URLSearchParams(cursor.slice(cursor.indexOf('?') + 1)).get('cursor') ?? undefined;
}

/**
 * Reads one page of a v2 list. The REST API knows cursors only, so an offset is served by reading from the
 * beginning. Limits above 250 are lowered.
 */
export async function readList(rest: Rest, path: string, query: Query, page: Paging) {
  const limit = Math.min(page.limit ?? 25, MOST_ROWS);
  const start = page.cursor === undefined ? (page.start ?? 0) : 0;
  const wanted = start + limit;
  const rows: Row[] = [];
  let cursor = bareCursor(page.cursor);
  let next: string | undefined;
  let base: string | undefined;
  do {
    const answer = answerSchema.parse(
      await rest.get(path, { ...query, limit: Math.min(wanted - rows.length, MOST_ROWS), cursor }),
    );
    rows.push(...answer.results);
    ({ next, base } = answer._links);
    cursor = bareCursor(next);
  } while (next !== undefined && rows.length < wanted);
  return { rows: rows.slice(start, wanted), limit, start, next, base, self: path };
}

export type ListRead = Awaited<ReturnType<typeof readList>>;

/** The common answer of list tools: `results`, `size`, `limit`, `start`, `_links`. */
export function listAnswer(read: ListRead, shape: (row: Row) => unknown) {
  return {
    results: read.rows.map(shape),
    size: read.rows.length,
    limit: read.limit,
    start: read.start,
    _links: {
      self: read.self,
      ...(read.base === undefined ? {} : { base: read.base }),
      ...(read.next === undefined ? {} : { next: read.next }),
    },
  };
}
