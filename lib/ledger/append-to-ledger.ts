import 'server-only';
import type { Queries } from '@/lib/db/client';
import { ledger } from '@/lib/db/schema';

type Entry = typeof ledger.$inferInsert;

/** Writes what happened into the ledger, where it stays: the database refuses to change or remove an entry. */
export async function appendToLedger(queries: Queries, entries: Entry[]): Promise<void> {
  if (entries.length) await queries.insert(ledger).values(entries);
}
