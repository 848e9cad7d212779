import { z } from 'zod';
import type { Query, Rest } from './rest.ts';

const MOST_ROWS = 250;

/** The paging inputs of list tools. */
export const paging = {
  limit: z.number().default(25),
  start: z.number().default(0),
  cursor: z.string().optional(),
};

const answerSchema = z.looseObject({
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
 * Reads one page of a list that goes on by cursor: the lists of v2 and the CQL search. They know no offset, so `start`
 * is served by reading from the beginning. Limits above 250 are lowered.
 * @param keep leaves rows out, for filters REST does not have; reading goes on until the page is full
 */
export async function readList(
  rest: Rest,
  path: string,
  query: Query,
  page: Paging,
  keep: (row: Row) => boolean = () => true,
) {
  const limit = Math.min(page.limit ?? 25, MOST_ROWS);
  const start = page.cursor === undefined ? (page.start ?? 0) : 0;
  const wanted = start + limit;
  const rows: Row[] = [];
  let cursor = bareCursor(page.cursor);
  let answer: z.infer<typeof answerSchema>;
  do {
    // Never more than is still wanted: the next cursor must point right behind the last row that is given out.
    answer = answerSchema.parse(
      await rest.get(path, { ...query, limit: Math.min(wanted - rows.length, MOST_ROWS), cursor }),
    );
    rows.push(...answer.results.filter(keep));
    cursor = bareCursor(answer._links.next);
  } while (cursor !== undefined && rows.length < wanted);
  const { next, base } = answer._links;
  return { rows: rows.slice(start, wanted), limit, start, next, base, self: path, answer };
}

export type ListRead = Awaited<ReturnType<typeof readList>>;

/** The common answer of list tools: `results`, `size`, `limit`, `start`, `_links`. */
export function listAnswer(read: Omit<ListRead, 'answer'>, shape: (row: Row) => unknown) {
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

/** The answer of the list tools that name the next page beside the results. */
export function nextAnswer(read: ListRead, shape: (row: Row) => unknown) {
  return { results: read.rows.map(shape), size: read.rows.length, next: read.next ?? null, prev: null };
}
