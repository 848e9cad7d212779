import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../../lib/db/migrate.ts';
import { stopAll } from '../children.ts';
import { startPostgres } from '../postgres.ts';

/**
 * Starts a PostgreSQL for one test file and makes it the app's. Whatever reads the configuration must be imported after this.
 * Answers how to stop and remove it.
 */
export async function ownDatabase(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-test-'));
  const { url } = await startPostgres(folder);
  await migrateDatabase(url, join(import.meta.dirname, '../../lib/db/migrations'));
  Object.assign(process.env, {
    DATABASE_URL: url,
    AUTH_SECRET: 'a secret that is long enough for a test',
    COMPOSIO_API_KEY: 'ak_test',
    OPENAI_API_KEY: 'sk-test',
  });
  return async () => {
    await stopAll();
    rmSync(folder, { recursive: true, force: true });
  };
}
