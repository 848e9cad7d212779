import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { migrateDatabase } from '../lib/db/migrate.ts';
import { pendingMigrations } from '../lib/db/pending-migrations.ts';
import { run, stopAll } from './children.ts';
import { type BuiltInPostgres, startPostgres } from './postgres.ts';
import { updateDatabase } from './update-database.ts';

// A server is stopped, copied and started: that takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const dataDir = mkdtempSync(join(tmpdir(), 'tributary-update-'));
const backups = join(dataDir, 'backups');
const migrations = join(dataDir, 'migrations');
let postgres: BuiltInPostgres;
let said: string[];

/** Makes the folder of the migrations hold these, each one statement, in this order. */
function write(statements: Record<string, string>): void {
  mkdirSync(join(migrations, 'meta'), { recursive: true });
  const entries = Object.keys(statements).map((tag, idx) => ({
    idx,
    version: '7',
    when: 1_000 + idx,
    tag,
    breakpoints: true,
  }));
  writeFileSync(
    join(migrations, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  for (const [tag, sql] of Object.entries(statements)) writeFileSync(join(migrations, `${tag}.sql`), sql);
}

const update = (
  rest: { withoutCopy?: boolean; free?: () => number; url?: string; server?: undefined } = {},
) =>
  updateDatabase({
    url: postgres.url,
    migrations,
    dataDir,
    withoutCopy: false,
    ...rest,
    postgres: 'server' in rest ? rest.server : postgres,
  });

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const copies = () => (existsSync(backups) ? readdirSync(backups) : []);
const pending = async () => (await pendingMigrations(postgres.url, migrations)).pending;

const FIRST = { '0000_first': 'create table notes (id int primary key, text text)' };
const SECOND = { ...FIRST, '0001_second': 'alter table notes drop column text' };

beforeAll(async () => {
  postgres = await startPostgres(dataDir);
}, 60_000);

afterAll(async () => {
  await stopAll();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Each test begins with a database that the version before made and that holds something. */
beforeEach(async () => {
  rmSync(backups, { recursive: true, force: true });
  await query('drop schema if exists drizzle cascade');
  await query('drop table if exists notes');
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line) => said.push(String(line)));
  write(FIRST);
  await update();
  await query("insert into notes values (1, 'kept')");
});

test('a new database and one that lacks nothing are not copied', async () => {
  await update();
  expect(copies()).toEqual([]);
  expect(said).toEqual([]);
});

test('before an update the database is copied, and what is said about the way back leads back', async () => {
  write(SECOND);
  await update();
  expect(await query('select * from notes')).toEqual([{ id: 1 }]);
  expect(copies()).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-before-0001_second$/)]);
  const way =
    /The copy from before is (\S+)\nTo go back, stop Tributary, replace (\S+) by that folder \(cp -a\)/.exec(
      said.join('\n'),
    );
  const [, copy = '', cluster = ''] = way ?? [];

  await postgres.whileStopped(async () => {
    rmSync(cluster, { recursive: true });
    expect(await run('cp', ['-a', copy, cluster])).toBe(0);
  });
  expect(await query('select * from notes')).toEqual([{ id: 1, text: 'kept' }]);
  expect(await pending()).toEqual(['0001_second']);

  await update();
  expect(await query('select * from notes'), 'and forward again').toEqual([{ id: 1 }]);
});

test('an update that did not end keeps the copy from before it, and ends in the next start without another', async () => {
  write({ ...FIRST, '0001_second': 'this is no statement' });
  await expect(update()).rejects.toThrow('The database cannot be used');
  const [copy] = copies();
  write(SECOND);
  await update();
  expect(copies()).toEqual([copy]);
  expect(said.join('\n')).toContain(
    `did not end. It goes on.\nThe copy from before is ${join(backups, copy ?? '')}`,
  );
  expect(await pending()).toEqual([]);

  write({ ...SECOND, '0002_third': 'alter table notes add column more text' });
  await update();
  expect(copies(), 'the next update has a copy of its own').toHaveLength(2);
});

test('an update that was killed after its last migration still tells the way back, once', async () => {
  write({ ...FIRST, '0001_second': 'this is no statement' });
  await expect(update()).rejects.toThrow('The database cannot be used');
  const [copy = ''] = copies();
  write(SECOND);
  await migrateDatabase(postgres.url, migrations);
  said = [];
  await update();
  expect(said.join('\n')).toContain(`The copy from before is ${join(backups, copy)}`);
  said = [];
  await update();
  expect(said).toEqual([]);
});

test('without room for a copy nothing is changed, unless the operator does without', async () => {
  write(SECOND);
  const free = () => 1_000_000;
  await expect(update({ free })).rejects.toThrow(
    /no room to copy the database .* has 1 MB free, .* need up to \d+ MB\.\nNothing was changed\. .*npm start -- --no-copy/,
  );
  expect(await pending()).toEqual(['0001_second']);
  await update({ free, withoutCopy: true });
  expect(await pending()).toEqual([]);
  expect(copies()).toEqual([]);
});

test('a copy that fails leaves the database as it is, and serving', async () => {
  write(SECOND);
  writeFileSync(backups, 'a file where the folder should be');
  await expect(update()).rejects.toThrow();
  expect(await query('select text from notes')).toEqual([{ text: 'kept' }]);
  expect(await pending()).toEqual(['0001_second']);
});

test('the last three copies are kept, and nothing else in their folder is touched', async () => {
  const earlier = ['2001', '2002', '2003'].map((year) => `${year}-01-01T00-00-00-before-0000_x`);
  for (const name of [...earlier, 'mine']) mkdirSync(join(backups, name), { recursive: true });
  write(SECOND);
  await update();
  expect(copies().sort()).toEqual([...earlier.slice(1), expect.stringContaining('0001_second'), 'mine']);
});

test('on a server of the operator the backup is theirs, and they are told', async () => {
  write(SECOND);
  await update({ server: undefined });
  expect(said.join('\n')).toContain('only a backup of yours leads back');
  expect(copies()).toEqual([]);
  expect(await pending()).toEqual([]);
});
