import 'server-only';
import type { LanguageModelUsage } from 'ai';
import { and, eq } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { conversations, type TurnStatus, turns } from '@/lib/db/schema';
import { tellOwner } from '@/lib/db/user-changes';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import type { KeptTurnError } from '@/lib/domain/message';
import { loseCalls } from '@/lib/ledger/record-call';
import { tellWatchers } from './event-store';
import { type FoldedAnswer, foldEntries } from './fold-entries';
import { openQueuedTurn } from './open-turn';
import { storeAnswer } from './store-answer';
import type { Turn } from './turn';
import type { TurnLog } from './turn-log';

type Ending = {
  status: Exclude<TurnStatus, 'running'>;
  error: KeptTurnError | null;
  usage: LanguageModelUsage | undefined;
};

/**
 * Stores the rest of the log, folds it into the answer's message and closes the turn. A conversation deleted meanwhile is
 * left deleted; a turn that another process has closed is left as it is. Tries for a while when the database is away.
 * @param takeNext opens a turn for the message that has waited longest, in the same transaction: nobody can look in between
 * @returns the id of that turn
 */
export async function closeTurn(
  turn: Turn,
  log: TurnLog,
  ending: Ending,
  takeNext: boolean,
): Promise<string | null> {
  await log.stored();
  const answer = await foldEntries(log.shown());
  return whileDatabaseIsAway(() => close(turn, answer, ending, takeNext));
}

async function close(
  turn: Turn,
  answer: FoldedAnswer | null,
  { status, error, usage }: Ending,
  takeNext: boolean,
): Promise<string | null> {
  const { conversationId, turnId } = turn;
  return database().transaction(async (tx) => {
    // The conversation first, as when a turn is opened: two transactions that lock in another order can block each other.
    await tx.update(conversations).set({ updatedAt: new Date() }).where(eq(conversations.id, conversationId));
    const [closed] = await tx
      .update(turns)
      .set({
        status,
        error,
        endedAt: new Date(),
        inputTokens: usage?.inputTokens,
        outputTokens: usage?.outputTokens,
      })
      .where(and(eq(turns.id, turnId), eq(turns.status, 'running')))
      .returning({ stopRequestedAt: turns.stopRequestedAt });
    if (!closed) return null;
    // Also of an answer that is complete: how something ended may have been impossible to write down.
    await loseCalls(tx, conversationId);
    if (answer?.parts.length) await storeAnswer(tx, turn, answer);
    await tellWatchers(turnId, tx);
    await tellOwner(conversationId, tx);
    // Somebody stopped it in the last moment: what waits then waits for them.
    return takeNext && closed.stopRequestedAt === null ? openQueuedTurn(tx, conversationId) : null;
  });
}
