import type { Context } from 'hono';
import { sitePath } from './site.ts';

const MOST = 50;

/**
 * A member that the answer for one thing carries only when the query says `include-{name}=true`: the first 50 rows of a
 * list, and whether there are more. Absent when it was not asked for.
 */
export function expansion(c: Context, name: string, rows: () => object[]): Record<string, object> {
  if (c.req.query(`include-${name}`) !== 'true') return {};
  const results = rows();
  return {
    [name]: {
      results: results.slice(0, MOST),
      meta: { hasMore: results.length > MOST },
      _links: { self: `${sitePath(c)}/${name}` },
    },
  };
}
