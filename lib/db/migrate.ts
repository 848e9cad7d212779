import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { oneHome } from './upgrades/one-home.ts';
import { placeOfActions } from './upgrades/place-of-actions.ts';
import { runUpgrade, type Upgrade } from './upgrades/upgrade.ts';

/** Any number, the same for every process that migrates the same database. */
const MIGRATION_LOCK = 7_468_271;

/** Data that a migration makes room for is moved right after it, by its place in the journal. */
const UPGRADES: Record<number, Upgrade> = { 3: oneHome, 6: placeOfActions };

/**
 * Brings the database to the present schema. Several processes may call it at once; one does the work. What a killed run had
 * done is kept, and the next one goes on from there.
 * @param onProgress told now and then how far the data is that has to be moved
 * @param upgrades moves that need rooms above this one, by the place of their migration; a database without rows needs none
 */
export async function migrateDatabase(
  url: string,
  folder: string,
  onProgress: (words: string) => void = () => undefined,
  upgrades: Record<number, Upgrade> = {},
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    // Notices that a table exists already are of no use to anyone.
    await client.query('set client_min_messages to warning');
    const last = await lastMigration(client);
    for (const [index, migration] of readMigrationFiles({ migrationsFolder: folder }).entries()) {
      if (migration.folderMillis > last) await apply(client, migration);
      for (const upgrade of [UPGRADES[index], upgrades[index]])
        if (upgrade) await runUpgrade(client, upgrade, onProgress);
    }
  } finally {
    await client.end();
  }
}

/** When the last migration that this database has was made; its log is kept as drizzle keeps it. */
async function lastMigration(client: pg.Client): Promise<number> {
  await client.query('create schema if not exists drizzle');
  await client.query(
    'create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  );
  const { rows } = await client.query('select max(created_at) as last from drizzle.__drizzle_migrations');
  return Number(rows[0].last ?? 0);
}

async function apply(client: pg.Client, migration: ReturnType<typeof readMigrationFiles>[number]) {
  await client.query('begin');
  try {
    for (const statement of migration.sql) await client.query(statement);
    await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [
      migration.hash,
      migration.folderMillis,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
