import 'server-only';
import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { conversations, turns } from '@/lib/db/schema';
import { tellOwner } from '@/lib/db/user-changes';
import type { KeptTurnError, LogEntry } from '@/lib/domain/message';
import { loseCalls } from '@/lib/ledger/record-call';
import { turnPhrase } from '@/lib/phrases/turn-phrases';
import { removeLater } from './ended-logs';
import { readPieces, writeLastPiece } from './event-store';
import { type FoldedAnswer, foldEntries } from './fold-entries';
import { storeAnswer } from './store-answer';

/** A running turn whose heartbeat is older than this belongs to a process that died. */
const STALE_AFTER_SECONDS = 10;

export const INTERRUPTED: KeptTurnError = {
  code: 'interrupted',
  message: turnPhrase.interrupted(),
  hint: turnPhrase.continueFromThere(),
};

/** A running turn whose process has died. */
export const isSilent = sql`${turns.status} = 'running' and ${turns.heartbeatAt} < now() - make_interval(secs => ${STALE_AFTER_SECONDS})`;

/** A turn that counts as dead. One that had not begun is none: it begins in another process. */
export const isStale = sql`${isSilent} and not ${turns.waits}`;

/**
 * Closes a turn whose process died: its log becomes the message as far as it had come, and what it was doing is `unknown`
 * from then on. Answers whether it did; a turn that is alive, or closed already, is left alone.
 */
export async function interruptTurn(turnId: string): Promise<boolean> {
  const [turn] = await database()
    .select({ conversationId: turns.conversationId, userId: conversations.userId })
    .from(turns)
    .innerJoin(conversations, eq(conversations.id, turns.conversationId))
    .where(eq(turns.id, turnId));
  if (!turn) return false;
  const { conversationId } = turn;
  return database().transaction(async (tx) => {
    // The conversation first, as everywhere.
    await tx.update(conversations).set({ updatedAt: new Date() }).where(eq(conversations.id, conversationId));
    const closed = await tx
      .update(turns)
      .set({ status: 'interrupted', error: INTERRUPTED, endedAt: new Date() })
      .where(and(eq(turns.id, turnId), isStale))
      .returning({ id: turns.id });
    if (closed.length === 0) return false;
    await loseCalls(tx, conversationId);
    const log = await readPieces(turnId, 0, tx);
    const last = log.at(-1);
    const shown = log.flatMap(({ entries }) => entries);
    const ending: LogEntry[] = [
      ...(shown.length ? [] : [startOf(turnId)]),
      { type: 'data-error', data: INTERRUPTED },
      { type: 'finish', messageMetadata: { createdAt: new Date().toISOString(), turnId, ended: true } },
    ];
    const answer = await foldLongest(shown, ending);
    if (answer) await storeAnswer(tx, { ...turn, turnId }, answer);
    await writeLastPiece(tx, { turnId, seq: last?.seq ?? 0, entries: [...(last?.entries ?? []), ...ending] });
    await tellOwner(conversationId, tx);
    removeLater(turnId);
    return true;
  });
}

/** A log that cannot be read to its end is folded as far as it can: a turn must not stay open for it. */
async function foldLongest(shown: LogEntry[], ending: LogEntry[]): Promise<FoldedAnswer | null> {
  for (let length = shown.length; length > 0; length -= 1) {
    const answer = await foldEntries([...shown.slice(0, length), ...ending]).catch(() => null);
    if (answer) return answer;
  }
  return foldEntries(ending);
}

function startOf(turnId: string): LogEntry {
  const messageMetadata = { createdAt: new Date().toISOString(), turnId };
  return { type: 'start', messageId: randomUUID(), messageMetadata };
}
