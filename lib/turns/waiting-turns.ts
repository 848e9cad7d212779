import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { conversations, turns } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import { removeLogs } from './event-store';
import { isSilent } from './interrupt-turn';
import type { Turn } from './turn';

const isWaiting = (turnId: string) => and(eq(turns.id, turnId), eq(turns.status, 'running'), turns.waits);

/** A turn that waited begins. Answers whether it does so here: it may have begun in another process, or be gone. */
export async function beginWaiting(turnId: string): Promise<boolean> {
  const begun = await whileDatabaseIsAway(() =>
    database().update(turns).set({ waits: false }).where(isWaiting(turnId)).returning({ id: turns.id }),
  );
  return begun.length > 0;
}

/** Lets another process take a waiting turn over at once. */
export async function handOver(turnId: string): Promise<void> {
  await database().update(turns).set({ heartbeatAt: sql`'epoch'` }).where(isWaiting(turnId));
}

/** Takes over the waiting turns of processes that have ended. */
export async function adoptWaiting(): Promise<Turn[]> {
  const adopted = await database()
    .update(turns)
    .set({ heartbeatAt: sql`now()` })
    .from(conversations)
    .where(and(eq(conversations.id, turns.conversationId), turns.waits, isSilent))
    .returning({ turnId: turns.id, conversationId: turns.conversationId, userId: conversations.userId });
  // What it showed of its place begins anew.
  if (adopted.length) await removeLogs(adopted.map(({ turnId }) => turnId));
  return adopted;
}
