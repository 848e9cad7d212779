import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';

/** How long a link to a file can be followed, in milliseconds. */
const LIFETIME = 10 * 60 * 1000;
// Made anew at each start, which ends all links given out before.
const secret = randomBytes(32);

/** The path of a file's bytes. It carries its own token: who has the link needs no Authorization, for ten minutes. */
export function mediaPath(site: Site, file: { fileId: string; name: string }): string {
  const expires = site.now().getTime() + LIFETIME;
  const query = new URLSearchParams({
    token: `${expires}.${signature(file.fileId, expires)}`,
    name: file.name,
    dl: 'true',
  });
  return `/wiki/media/file/${file.fileId}/binary?${query}`;
}

/** Serves the bytes of attachments at `/media`, below `/wiki`. */
export function mediaRoutes(site: Site): Hono {
  const app = new Hono();
  app.get('/media/file/:file/binary', (c) => sendFile(c, site, c.req.param('file')));
  return app;
}

function sendFile(c: Context, site: Site, fileId: string) {
  const [expires, signed] = (c.req.query('token') ?? '').split('.');
  const isSigned = sameText(signed ?? '', signature(fileId, Number(expires)));
  if (!isSigned || Number(expires) <= site.now().getTime())
    return c.json(
      { error: { code: 'JwtAuthoriser:AuthorisationError', title: 'token is invalid or expired' } },
      401,
    );
  const file = selectOne<{ bytes: Uint8Array<ArrayBuffer>; media_type: string; title: string }>(
    site.db,
    `SELECT v.bytes, v.media_type, a.title FROM confluence_attachment_version v
       JOIN confluence_attachment a ON a.id = v.attachment_id WHERE v.file_id = ?`,
    fileId,
  );
  if (!file) return c.json({ error: { code: 'ResourceNotFound', title: 'There is no such file' } }, 404);
  return c.body(file.bytes, 200, {
    'Content-Type': file.media_type,
    'Content-Length': String(file.bytes.byteLength),
    'Content-Disposition': disposition(file.title),
    'Cache-Control': 'private, max-age=600',
    // What people upload must not run as part of the site.
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'X-Content-Type-Options': 'nosniff',
  });
}

function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const exact = encodeURIComponent(name).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

function signature(fileId: string, expires: number): string {
  return createHmac('sha256', secret).update(`${fileId} ${expires}`).digest('base64url');
}

function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}
