import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrateTo } from './migrate-to.ts';

/** Makes of an empty database what a real one looked like when its process of version 0002 was killed. */
export async function loadVersion0002(url: string): Promise<void> {
  await migrateTo('0002', url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(readFileSync(join(import.meta.dirname, 'version-0002.sql'), 'utf8'));
  } finally {
    await client.end();
  }
}
