import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopAll } from '../../../launcher/children.ts';
import { startPostgres } from '../../../launcher/postgres.ts';
import { migrateDatabase } from '../migrate.ts';
import { loadVersion0002 } from '../test-support/load-version-0002.ts';

const folder = mkdtempSync(join(tmpdir(), 'tributary-test-'));
let client: pg.Client;

beforeAll(async () => {
  const { url } = await startPostgres(folder);
  await loadVersion0002(url);
  client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of POISONED) await client.query(statement);
  await migrateDatabase(url, join(import.meta.dirname, '../migrations'));
}, 60_000);

afterAll(async () => {
  await client.end();
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

/** What apps and models wrote may hold a NUL or half of a character: JSON can, and PostgreSQL then reads no part of it. */
const ODD = String.raw`\\\u0000\ud83d\\u0000`;

/** The same everywhere in a database of version 0002. */
const POISONED = [
  `update changes set change = replace(change::text, '"sentence":"', '"sentence":"${ODD}')::json`,
  `update actions set change = replace(replace(change::text, '"sentence":"', '"sentence":"${ODD}'), '"reason":"', '"reason":"${ODD}')::json`,
  `update messages set parts = replace(parts::text, '{"type":', '{"odd":"${ODD}","type":')::json`,
  `update turn_events set chunks = replace(chunks::text, '{"type":', '{"odd":"${ODD}","type":')::json`,
];

const all = async (query: string) => (await client.query(query)).rows;

test('rows that PostgreSQL cannot look into are moved like all others', async () => {
  const sentences = await all(`select summary->>'sentence' as said from changes`);
  expect(sentences.length).toBeGreaterThan(0);
  for (const { said } of sentences) expect(said).toMatch(/^\\\ufffd\\u0000\S/);
  const reasons = await all(`select reason from approvals where reason like '%u0000%'`);
  expect(reasons.length).toBeGreaterThan(0);
  for (const { reason } of reasons) expect(reason).toMatch(/^\\\ufffd\\u0000/);
  // Of what names no call not a character is another one.
  const texts = await all(`select parts::text as parts from messages where role = 'user'`);
  for (const { parts } of texts) expect(parts).toContain(ODD);
  const [calls] = await all(
    `select count(*)::int as made, (select count(*)::int from messages m, json_array_elements(m.parts) p
      where p::text like '%"callId"%') as shown from tool_calls where turn_id in (select turn_id from messages where role = 'assistant')`,
  );
  expect(calls.shown).toBe(calls.made);
  expect(await all(`select 1 from turn_events where entries::text like '%tool-output-available%'`)).toEqual(
    [],
  );
  expect(await all(`select 1 from turns where cause <> 'message' limit 1`)).toHaveLength(1);
});
