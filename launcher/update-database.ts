import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { pendingMigrations } from '../lib/db/pending-migrations.ts';
import { run } from './children.ts';
import { inChild } from './in-child.ts';
import type { migrateAndTell } from './migrate-and-tell.ts';
import type { BuiltInPostgres } from './postgres.ts';

const KEPT_COPIES = 3;
const NAME_OF_COPY = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-before-/;
/** Lies among the server's files from the copy to the end of the update, and names the copy. The copy itself lacks it. */
const UPDATING = 'tributary-updating';

type Update = {
  url: string;
  /** The folder of the migrations. */
  migrations: string;
  /** The built-in server, or undefined where the operator has one. */
  postgres: BuiltInPostgres | undefined;
  dataDir: string;
  /** Leaves out the copy, as the operator said. */
  withoutCopy: boolean;
  /** Room in the data directory, in bytes. */
  free?: (dataDir: string) => number;
};

/**
 * Brings the database to the present schema. A built-in one that holds something is copied before, whole and at rest, so
 * that there is a way back. Throws before anything is changed when there is no room for the copy.
 */
export async function updateDatabase(update: Update): Promise<void> {
  const { url, migrations, postgres, dataDir, withoutCopy } = update;
  const { isNew, pending } = await inChild<typeof pendingMigrations>(
    '../lib/db/pending-migrations.ts',
    'pendingMigrations',
    url,
    migrations,
  ).catch(unusable);
  const [first] = pending;
  const begunBefore = postgres && copyOfUnended(postgres.cluster);
  if (begunBefore) {
    // The copy from before it is the way back, not one of what it left.
    console.log('An update of the database was begun before and did not end. It goes on.');
    tellWayBack(begunBefore, postgres.cluster);
  } else if (first !== undefined && !isNew) {
    console.log(`The database will be updated: ${pending.join(', ')}.`);
    if (!postgres)
      console.log('It is on a server of yours (DATABASE_URL): only a backup of yours leads back.');
    else if (withoutCopy) console.log('No copy of it is made, as you said.');
    else await copyDatabase(update, postgres, first);
  }
  await inChild<typeof migrateAndTell>('migrate-and-tell.ts', 'migrateAndTell', url, migrations).catch(
    unusable,
  );
  if (!postgres) return;
  rmSync(join(postgres.cluster, UPDATING), { force: true });
  for (const old of copiesIn(dataDir).slice(0, -KEPT_COPIES)) rmSync(old, { recursive: true, force: true });
}

function unusable(error: unknown): never {
  throw new Error(
    `The database cannot be used: ${error instanceof Error ? error.message || error : error}\nCheck DATABASE_URL.`,
  );
}

/** The copy from before an update that was cut short, if there is one. */
function copyOfUnended(cluster: string): string | undefined {
  const marker = join(cluster, UPDATING);
  const copy = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
  return existsSync(copy) ? copy : undefined;
}

async function copyDatabase({ dataDir, free = freeBytes }: Update, postgres: BuiltInPostgres, first: string) {
  const { cluster } = postgres;
  const size = sizeOf(cluster);
  expectRoom(size, free(dataDir), dataDir);
  console.log(`Copying it before (${megabytes(size)}) …`);
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const copy = join(dataDir, 'backups', `${time}-before-${first}`);
  await postgres.whileStopped(() => copyFolder(cluster, copy));
  writeFileSync(join(cluster, UPDATING), copy);
  tellWayBack(copy, cluster);
}

function tellWayBack(copy: string, cluster: string): void {
  console.log(
    `The copy from before is ${copy}\nTo go back, stop Tributary, replace ${cluster} by that folder (cp -a), and start the version of Tributary from before.\nThe last ${KEPT_COPIES} copies are kept.`,
  );
}

/** An update without a way back must be the operator's choice: without room for the copy nothing is updated. */
function expectRoom(size: number, free: number, dataDir: string): void {
  // The update itself may write everything once more.
  const needed = 2 * size;
  if (free >= needed) return;
  throw new Error(
    `There is no room to copy the database before it is updated: ${dataDir} has ${megabytes(free)} free, and the copy and the update need up to ${megabytes(needed)}.\nNothing was changed. Make room, or update once without a copy: npm start -- --no-copy`,
  );
}

/** Copies with owners, rights and times. A copy that was cut short never bears the name of a whole one. */
async function copyFolder(from: string, to: string): Promise<void> {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const unfinished = join(dirname(to), 'unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  if ((await run('cp', ['-a', from, unfinished])) !== 0)
    throw new Error('The database could not be copied; the messages are above. Nothing was changed.');
  renameSync(unfinished, to);
}

/** Oldest first. */
function copiesIn(dataDir: string): string[] {
  const folder = join(dataDir, 'backups');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => NAME_OF_COPY.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
