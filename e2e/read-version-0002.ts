// Writes what the app reads from the fixture of version 0002: `node e2e/read-version-0002.ts`, after make-version-0002.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { stopAll } from '../launcher/children.ts';
import { startPostgres } from '../launcher/postgres.ts';
import { loadVersion0002 } from '../lib/db/test-support/load-version-0002.ts';
import { serveSite0002 } from '../lib/db/test-support/serve-site-0002.ts';
import { readingsOf } from '../lib/turns/test-support/readings-of.ts';
import { undoEach } from '../lib/turns/test-support/undo-each.ts';

const root = join(import.meta.dirname, '..');
// The app's modules are written for a bundler.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'server-only') return next(join(root, 'node_modules/server-only/empty.js'), context);
    const own = context.parentURL?.startsWith(`file://${root}/lib`) && /^(@\/|\.)/.test(specifier);
    if (!own) return next(specifier, context);
    const path = specifier.replace(/^@\//, `${root}/`);
    return next(/\.\w+$/.test(path) ? path : `${path}.ts`, context);
  },
});

const folder = mkdtempSync(join(tmpdir(), 'tributary-readings-'));
const url = await startPostgres(folder);
await loadVersion0002(url);
const client = new pg.Client({ connectionString: url });
await client.connect();
const { rows: people } = await client.query('select id, name from users order by created_at');
const sandbox = await serveSite0002(people, 'ak_test');
Object.assign(process.env, {
  COMPOSIO_BASE_URL: sandbox.base,
  DATABASE_URL: url,
  AUTH_SECRET: 'a secret that is long enough for a test',
});
Object.assign(process.env, { COMPOSIO_API_KEY: 'ak_test', OPENAI_API_KEY: 'sk-test' });
const readings = [];
for (const person of people) {
  const { rows } = await client.query(
    `select changes.id from changes join actions on actions.id = action_id join tool_calls on tool_calls.id = tool_call_id
     where user_id = $1 order by changes.created_at, changes.id`,
    [person.id],
  );
  readings.push(
    await readingsOf(
      person,
      rows.map(({ id }) => id),
    ),
  );
}
const write = (name: string, value: unknown) =>
  writeFileSync(
    join(root, 'lib/db/test-support', name),
    `${pretty(sorted(JSON.parse(JSON.stringify(value))))}\n`,
  );
write('version-0002-readings.json', readings);
write('version-0002-undos.json', await undoEach(readings));
sandbox.close();
await client.end();
const { database } = await import('../lib/db/client.ts');
await (database() as unknown as { $client: pg.Pool }).$client.end();
await stopAll();
rmSync(folder, { recursive: true, force: true });

/** Keys in the order of the alphabet. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

/** JSON in which what is short stands on one line: small, and easy to compare. */
function pretty(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || line.length < 1_500) return line;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Object.entries(value).map(([key, one]) => {
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
    return `${indent} ${name}${pretty(one, `${indent} `)}`;
  });
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
