import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Answers an HTML page that runs no script, is kept nowhere, is framed by nobody and tells its address to nobody. */
export function sendPage(c: Context, page: string, status: ContentfulStatusCode): Response {
  c.header('cache-control', 'no-store');
  c.header('referrer-policy', 'no-referrer');
  c.header('x-content-type-options', 'nosniff');
  // No form-action: browsers apply it to the redirects after the form too, and those lead back to the app.
  c.header(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  );
  return c.html(page, status);
}
