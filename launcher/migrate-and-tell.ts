import { migrateDatabase } from '../lib/db/migrate.ts';
import { fillWords } from '../lib/ledger/fill-words.ts';

const TELL_EVERY_MS = 3_000;

/** Migrates the database. A large one takes minutes: who waits sees how far it is. */
export async function migrateAndTell(url: string, folder: string): Promise<void> {
  let last = Date.now();
  const tell = (words: string) => {
    if (Date.now() - last < TELL_EVERY_MS) return;
    last = Date.now();
    console.log(`Updating the database: ${words}`);
  };
  await migrateDatabase(url, folder, tell, { 6: fillWords });
}
