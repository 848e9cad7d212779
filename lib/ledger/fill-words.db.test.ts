import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopAll } from '../../launcher/children.ts';
import { startPostgres } from '../../launcher/postgres.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { loadVersion0002 } from '../db/test-support/load-version-0002.ts';
import { migrateTo } from '../db/test-support/migrate-to.ts';
import { fillWords } from './fill-words.ts';

const folder = mkdtempSync(join(tmpdir(), 'tributary-test-'));
const migrations = join(import.meta.dirname, '../db/migrations');
let client: pg.Client;
const all = async (query: string) => (await client.query(query)).rows;

/** As version 0005 kept it: a label added, and a call that never ran because of a phrase. */
const OF_0005 = [
  "insert into users (id, name) values ('10000000-0000-4000-8000-000000000000', 'Grace')",
  "insert into conversations (id, user_id, title) values ('20000000-0000-4000-8000-000000000000', '10000000-0000-4000-8000-000000000000', 'Labels')",
  `insert into tool_calls (id, user_id, conversation_id, model_call_id, tool, kind, status, note)
   values ('30000000-0000-4000-8000-000000000000', '10000000-0000-4000-8000-000000000000', '20000000-0000-4000-8000-000000000000', 'c1',
     'CONFLUENCE_UPDATE_PAGE', 'write', 'failed', '{"code":"call.stoppedBefore","values":{}}')`,
  `insert into tool_calls (id, user_id, conversation_id, model_call_id, tool)
   values ('40000000-0000-4000-8000-000000000000', '10000000-0000-4000-8000-000000000000', '20000000-0000-4000-8000-000000000000', 'c2', 'COMPOSIO_MULTI_EXECUTE_TOOL')`,
  `insert into actions (id, tool_call_id, index, tool, kind, status, arguments)
   values ('50000000-0000-4000-8000-000000000000', '40000000-0000-4000-8000-000000000000', 0, 'CONFLUENCE_ADD_LABEL', 'write', 'succeeded', '{"id":"777","label":"Dringend"}')`,
  `insert into changes (id, action_id, summary, preview, fingerprint)
   values ('60000000-0000-4000-8000-000000000000', '50000000-0000-4000-8000-000000000000',
     '{"sentence":"Adds a label","target":{"title":"Übersicht","id":"777","space":{"key":"MKT","name":"Marketing"},"labels":[]}}', '{}', 'f')`,
];

beforeAll(async () => {
  const { url } = await startPostgres(folder);
  await loadVersion0002(url);
  await migrateTo('0005', url);
  client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of OF_0005) await client.query(statement);
  await migrateDatabase(url, migrations, undefined, { 6: fillWords });
}, 60_000);

afterAll(async () => {
  await client.end();
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

test('after the update every action of before has its place, and every call its words', async () => {
  expect(
    await all(`select 1 from actions a join tool_calls t on t.id = a.tool_call_id
      where a.user_id is distinct from t.user_id or a.position is distinct from t.position`),
  ).toEqual([]);
  const [counts] = await all(
    'select (select count(*) from tool_calls) as calls, (select count(*) from call_words) as found',
  );
  expect(Number(counts.calls)).toBeGreaterThan(2);
  expect(counts.found).toBe(counts.calls);
});

test.each([
  [
    'tool, target, space and label',
    '40000000',
    ['add', 'label', 'dringend', '777', 'ubersicht', 'mkt', 'marketing'],
  ],
  // The words of the phrase, not its code.
  ['the words of what failed', '30000000', ['update', 'page', 'stopped']],
])('what was kept before is found by %s', async (_, call, words) => {
  for (const word of words)
    expect([
      word,
      await all(`select left(call_id::text, 8) as id from call_words where words @@ '1000${word}'::tsquery`),
    ]).toEqual([word, expect.arrayContaining([{ id: call }])]);
});

test('an update that is done is not done again', async () => {
  await client.query('delete from call_words');
  const { port, password } = client;
  await migrateDatabase(
    `postgres://tributary:${password}@127.0.0.1:${port}/tributary`,
    migrations,
    undefined,
    { 6: fillWords },
  );
  expect(await all('select 1 from call_words')).toEqual([]);
});
