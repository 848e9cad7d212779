import { Hono } from 'hono';
import { html } from 'hono/html';
import { createComposio } from './composio/composio.ts';
import { createConfluence } from './confluence/confluence.ts';
import { openDatabase } from './database.ts';
import { createModel } from './model/model.ts';

/** Which part answers which paths. */
const ROUTES = {
  confluence: ['/wiki', '/ex', '/_edge', '/atlassian'],
  composio: ['/api', '/tool_router', '/link'],
  model: ['/openai'],
} as const;

function indexPage(origin: string) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tributary sandbox</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 40rem; margin: 0 auto; padding: 2rem 1rem; font: 1rem/1.6 ui-sans-serif, system-ui, sans-serif; }
h1 { font-size: 1.25rem; }
dt { font-weight: 600; margin-top: 0.75rem; }
dd { margin: 0; }
a { color: light-dark(#0a5c6b, #7fd4e0); }
code { font-size: 0.875rem; overflow-wrap: anywhere; }
</style>
</head>
<body>
<main>
<h1>Tributary sandbox</h1>
<p>This program stands in for the services Tributary works with. Everything here stays on this machine.</p>
<dl>
<dt>Confluence</dt>
<dd><a href="/wiki">${origin}/wiki</a>, with REST under <code>/wiki/api/v2</code> and <code>/wiki/rest/api</code></dd>
<dt>Composio</dt>
<dd><code>${origin}/api/v3.1</code>, and an MCP endpoint for each session under <code>/tool_router</code></dd>
<dt>The model</dt>
<dd><code>${origin}/openai/v1</code>. It is rules, not AI.</dd>
</dl>
</main>
</body>
</html>`;
}

/** The sandbox as one app over one database file. Close it when its server has stopped. */
export function createSandbox(options: { file: string; now?: () => Date }): { app: Hono; close(): void } {
  const db = openDatabase(options.file);
  const now = options.now ?? (() => new Date());
  const confluence = createConfluence({ db, now });
  const parts = { confluence, composio: createComposio({ db, confluence, now }), model: createModel() };

  const app = new Hono();
  app.get('/', (c) => c.html(indexPage(new URL(c.req.url).origin)));
  for (const part of ['confluence', 'composio', 'model'] as const) {
    for (const prefix of ROUTES[part]) {
      app.all(`${prefix}/*`, (c) => parts[part].fetch(c.req.raw, c.env));
    }
  }
  app.notFound((c) => c.json({ error: { message: `${c.req.path} is not part of the sandbox.` } }, 404));
  return { app, close: () => db.close() };
}
