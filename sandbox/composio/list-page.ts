import { ComposioError } from './errors.ts';

export type ListPage<T> = {
  items: T[];
  next_cursor: string | null;
  total_pages: number;
  current_page: number;
  total_items: number;
};

/** Cuts one page out of a list. The cursor is opaque to the caller: the page number and the limit, in base64. */
export function listPage<T>(
  all: readonly T[],
  query: { limit?: string | undefined; cursor?: string | undefined },
  defaultLimit = 20,
  maxLimit = 1000,
): ListPage<T> {
  const wanted = Number(query.limit || defaultLimit);
  if (!Number.isInteger(wanted) || wanted < 1) {
    throw new ComposioError(400, 'HTTP_BadRequest', 'limit must be a whole number from 1 up.');
  }
  // The SDK really sends 9999; the documented cap is 1000 or less. Larger limits are lowered, not refused.
  let limit = Math.min(wanted, maxLimit);
  let page = 1;
  if (query.cursor) {
    const match = /^(\d{1,9})-(\d{1,4})$/.exec(Buffer.from(query.cursor, 'base64').toString());
    if (!match) throw new ComposioError(400, 'HTTP_BadRequest', 'cursor is not one of this list.');
    page = Number(match[1]);
    limit = Math.max(1, Number(match[2]));
  }
  const totalPages = Math.max(1, Math.ceil(all.length / limit));
  return {
    items: all.slice((page - 1) * limit, page * limit),
    next_cursor: page < totalPages ? Buffer.from(`${page + 1}-${limit}`).toString('base64') : null,
    total_pages: totalPages,
    current_page: page,
    total_items: all.length,
  };
}

/** Splits a comma-separated query value; undefined when it was not sent. */
export function commaList(value: string | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
