import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopAll } from '../../../launcher/children.ts';
import { startPostgres } from '../../../launcher/postgres.ts';
import { loadVersion0002 } from '../test-support/load-version-0002.ts';
import { migrateTo } from '../test-support/migrate-to.ts';
import { oneHome } from './one-home.ts';
import { runUpgrade } from './upgrade.ts';

const folder = mkdtempSync(join(tmpdir(), 'tributary-test-'));
const migrations = join(import.meta.dirname, '../migrations');
let urls: { whole: string; killed: string };

beforeAll(async () => {
  const { url } = await startPostgres(folder);
  const killed = new URL(url);
  killed.pathname = '/killed';
  await withClient(url, (client) => client.query('create database killed'));
  urls = { whole: url, killed: killed.href };
  await loadVersion0002(urls.whole);
  await loadVersion0002(urls.killed);
}, 60_000);

afterAll(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs the upgrade three rows at a time, and breaks its connection after so many queries. Answers whether it came to its end. */
function upgradeUntilKilled(queries: number): Promise<boolean> {
  return withClient(urls.killed, async (client) => {
    let left = queries;
    const query = client.query.bind(client) as (text: string, values?: unknown[]) => Promise<unknown>;
    const killed = Object.assign(client, {
      query: (text: string, values?: unknown[]) => {
        left -= 1;
        if (left < 0) throw new Error('killed');
        return query(text, values?.length === 2 && values[1] === 2_000 ? [values[0], 3] : values);
      },
    });
    return runUpgrade(killed, oneHome, () => undefined).then(
      () => true,
      () => false,
    );
  });
}

/** All that the upgrade writes, without the ids and times that are made as it runs. */
function everything(url: string): Promise<unknown[]> {
  const tables = ['changes', 'actions', 'tool_calls', 'messages', 'turn_events', 'turns'];
  return withClient(url, async (client) => {
    const read = [];
    for (const table of tables)
      read.push((await client.query(`select to_json(t)::text as row from ${table} t order by 1`)).rows);
    const { rows } = await client.query(
      `select action_id, change_id, status, decided_by, scope, reason, reasons, may_remember, decided_at
       from approvals order by action_id, status, created_at`,
    );
    return [...read, rows];
  });
}

test('an upgrade that is killed again and again comes to the same as one that is left alone', async () => {
  await migrateTo('0003', urls.whole);
  const room = readFileSync(join(migrations, '0003_one-home.sql'), 'utf8');
  await withClient(urls.killed, (client) => client.query(room));
  let runs = 1;
  while (!(await upgradeUntilKilled(10 + (runs % 7)))) runs += 1;
  expect(runs).toBeGreaterThan(10);
  expect(await everything(urls.killed)).toEqual(await everything(urls.whole));
  expect(await upgradeUntilKilled(10)).toBe(true);
}, 60_000);
