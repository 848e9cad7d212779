import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../migrate.ts';

const folder = join(import.meta.dirname, '../migrations');

/** The last migration of a version, by its number. */
const LAST = { '0002': '0002_write_pipeline', '0003': '0003_one-home', '0005': '0005_phrases' };

/** Brings a database to where a version left it, by the migrations that version had and none that came after. */
export async function migrateTo(version: keyof typeof LAST, url: string): Promise<void> {
  const old = mkdtempSync(join(tmpdir(), `tributary-${version}-`));
  try {
    cpSync(folder, old, { recursive: true });
    const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'));
    const last = journal.entries.findIndex(({ tag }: { tag: string }) => tag === LAST[version]);
    const entries = journal.entries.slice(0, last + 1);
    writeFileSync(join(old, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
    await migrateDatabase(url, old);
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}
