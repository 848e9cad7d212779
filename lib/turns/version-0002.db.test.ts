import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopAll } from '../../launcher/children.ts';
import { startPostgres } from '../../launcher/postgres.ts';
import type { ServedSandbox } from '../../sandbox/test-support/serve-sandbox.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { loadVersion0002 } from '../db/test-support/load-version-0002.ts';
import { serveSite0002 } from '../db/test-support/serve-site-0002.ts';
import { type Readings, readingsOf } from './test-support/readings-of.ts';
import { undoEach } from './test-support/undo-each.ts';

const API_KEY = 'ak_test';
const folder = mkdtempSync(join(tmpdir(), 'tributary-test-'));
const before: Readings[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../db/test-support/version-0002-readings.json'), 'utf8'),
);
const undosBefore: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../db/test-support/version-0002-undos.json'), 'utf8'),
);
let sandbox: ServedSandbox;

beforeAll(async () => {
  const url = await startPostgres(folder);
  await loadVersion0002(url);
  await migrateDatabase(url, join(import.meta.dirname, '../db/migrations'));
  sandbox = await serveSite0002(
    before.map(({ person }) => person),
    API_KEY,
  );
  Object.assign(process.env, {
    ...{ DATABASE_URL: url, AUTH_SECRET: 'a secret that is long enough for a test' },
    ...{ COMPOSIO_API_KEY: API_KEY, COMPOSIO_BASE_URL: sandbox.base, OPENAI_API_KEY: 'sk-test' },
  });
}, 60_000);

afterAll(async () => {
  sandbox?.close();
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

test('what a database of version 0002 holds reads the same', async () => {
  for (const was of before) {
    const now = await readingsOf(
      was.person,
      was.changes.map(({ id }) => id),
    );
    expect(JSON.parse(JSON.stringify(now))).toEqual(was);
  }
});

test('what could be undone in it can be undone', async () => {
  expect(await undoEach(before)).toEqual(undosBefore);
}, 60_000);
