import 'server-only';
import { and, asc, eq, getTableColumns, gt } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { ledger } from '@/lib/db/schema';
import { sayDetail } from '@/lib/phrases/say';
import type { LedgerEntry } from '../domain/ledger-entry';

const PAGE_SIZE = 1_000;

/** An entry with its place in the ledger, which never changes. */
export type PlacedEntry = LedgerEntry & { position: number; toolCallId: string | null };

const { userId: _, turnId: __, ...shown } = getTableColumns(ledger);

/**
 * Every entry of this user's ledger from the first one on, or of one conversation of theirs; also of conversations that
 * are deleted. It is read page by page, so a long ledger never stands in memory.
 */
export async function* listLedger(userId: string, conversationId?: string): AsyncGenerator<PlacedEntry> {
  const own = and(
    eq(ledger.userId, userId),
    conversationId ? eq(ledger.conversationId, conversationId) : undefined,
  );
  let last = 0;
  for (;;) {
    const page = await database()
      .select(shown)
      .from(ledger)
      .where(and(own, gt(ledger.position, last)))
      .orderBy(asc(ledger.position))
      .limit(PAGE_SIZE);
    for (const entry of page) yield { ...entry, detail: sayDetail(entry.detail), at: entry.at.toISOString() };
    last = page.at(-1)?.position ?? last;
    if (page.length < PAGE_SIZE) return;
  }
}
