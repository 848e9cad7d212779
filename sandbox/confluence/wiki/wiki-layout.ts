import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { wikiStyle } from './wiki-style.ts';

export type Html = ReturnType<typeof html>;

/** Sends one readable page. Its policy lets nothing run and nothing load, whatever a body holds. */
export function sendWikiPage(c: Context, title: string, content: Html, status: 200 | 403 | 404 = 200) {
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  return c.html(
    html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} – acme</title>
    <style>${raw(wikiStyle)}</style>
  </head>
  <body>
    <header class="bar">
      <a href="/wiki/spaces">acme</a>
      <span class="sandbox">Sandbox: stands in for Confluence</span>
    </header>
    <main>${content}</main>
  </body>
</html>`,
    status,
  );
}

/** A date as people write it, in UTC. */
export function longDate(iso: string): Html {
  const shown = new Date(iso).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return html`<time datetime="${iso}">${shown}</time>`;
}
