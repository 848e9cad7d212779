import { html, raw } from 'hono/html';
import { consentStyle } from './consent-style.ts';

/** The frame of Atlassian's pages about apps. */
export function pageLayout(title: string, content: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} – Atlassian (sandbox)</title>
    <style>${raw(consentStyle)}</style>
  </head>
  <body>
    <header class="banner">Sandbox: this stands in for Atlassian. Nothing leaves this machine.</header>
    <main>${content}</main>
  </body>
</html>`;
}

/** Headers for a page that may run only the script with this nonce, and that no other site may frame. */
export function pageHeaders(nonce: string): Record<string, string> {
  return {
    'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
  };
}
