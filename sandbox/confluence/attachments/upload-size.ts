import type { Context } from 'hono';

/** How large one upload may be, in bytes: far larger than any other request. */
export const MAXIMUM_UPLOAD = 100 * 1024 * 1024;

/** Whether a request brings files. */
export function isUpload(c: Context): boolean {
  const isWrite = c.req.method === 'POST' || c.req.method === 'PUT';
  return isWrite && /\/child\/attachment(\/[^/]+\/data)?$/.test(c.req.path);
}
