import type { Context } from 'hono';

/** The origin the caller used, from its Host header: `localhost` and `127.0.0.1` are different origins to clients. */
export function requestOrigin(c: Context): string {
  return new URL(c.req.url).origin;
}
