import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/** The names of the migrations that a database lacks, oldest first, and whether it is new: none was ever applied. */
export async function pendingMigrations(
  url: string,
  folder: string,
): Promise<{ isNew: boolean; pending: string[] }> {
  const { entries } = journalSchema.parse(
    JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')),
  );
  const last = await lastApplied(url);
  return {
    isNew: last === null,
    pending: entries.filter(({ when }) => when > (last ?? 0)).map(({ tag }) => tag),
  };
}

/** When the last migration that was applied had been made, as Drizzle wrote it down. */
async function lastApplied(url: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const table = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name");
    if (table.rows[0].name === null) return null;
    const { rows } = await client.query('select max(created_at) as last from drizzle.__drizzle_migrations');
    return rows[0].last === null ? null : Number(rows[0].last);
  } finally {
    await client.end();
  }
}
