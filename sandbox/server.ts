import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { createComposio } from './composio/composio.ts';
import { createConfluence } from './confluence/confluence.ts';
import { createControl } from './control/control.ts';
import { createControlRoom } from './control/control-room.ts';
import { dropAll } from './control/reset-database.ts';
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

/** Given by Node's adapter; a call without a server has none. */
type Env = { Bindings: HttpBindings | undefined };

type Options = {
  file: string;
  now?: () => Date;
  /** Mounts `/control`, where tests break things on purpose. */
  control?: boolean;
};

/** The sandbox as one app over one database file. Close it when its server has stopped. */
export function createSandbox(options: Options): { app: Hono<Env>; close(): void } {
  const db = openDatabase(options.file);
  const realNow = options.now ?? (() => new Date());
  const room = options.control ? createControlRoom({ db, now: realNow }) : undefined;
  const now = room?.site.now ?? realNow;

  function buildParts() {
    const confluence = createConfluence({
      db,
      now,
      settings: room?.site.settings,
      onChange: (event) => composio.siteChanged(event),
    });
    const reached = room && {
      fetch: (request: Request) => room.inside(request, (passed) => confluence.fetch(passed)),
    };
    const composio = createComposio({
      db,
      now,
      confluence: reached ?? confluence,
      ...(room ? { send: room.deliver, enlarge: room.enlarge } : {}),
    });
    const model = createModel({ script: room?.script, paceMs: room && (() => room.model.paceMs) });
    return { confluence, composio, model };
  }
  let parts = buildParts();

  const app = new Hono<Env>();
  app.get('/', (c) => c.html(indexPage(new URL(c.req.url).origin)));
  for (const part of ['confluence', 'composio', 'model'] as const) {
    for (const prefix of ROUTES[part]) {
      app.all(`${prefix}/*`, (c) => {
        const answer = (request: Request) => parts[part].fetch(request, c.env);
        return room ? room.outside(c.req.raw, c.env, answer) : answer(c.req.raw);
      });
    }
  }
  if (room) {
    room.site.announce = (event) => parts.composio.siteChanged(event);
    const control = createControl(room, {
      // Its own acts meet no faults and are not recorded.
      context: () => ({ ...parts.composio.context, confluence: parts.confluence }),
      reset() {
        parts.composio.close();
        dropAll(db);
        parts = buildParts();
      },
    });
    app.route('/', control);
  }
  app.notFound((c) => c.json({ error: { message: `${c.req.path} is not part of the sandbox.` } }, 404));
  return {
    app,
    close() {
      parts.composio.close();
      db.close();
    },
  };
}
