import 'server-only';
import type { LanguageModelUsage } from 'ai';
import { and, eq } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { conversations, type TurnStatus, turns } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import type { KeptTurnError } from '@/lib/domain/message';
import { loseCalls } from '@/lib/ledger/record-call';
import { type LogPiece, writeLastPiece } from './event-store';
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

/** @property rest what of the log is not stored yet */
type Closing = {
  answer: FoldedAnswer | null;
  rest: Omit<LogPiece, 'whole'>;
  ending: Ending;
  takeNext: boolean;
};

/**
 * Stores the rest of the log, folds it into the answer's message and closes the turn. A conversation deleted meanwhile is
 * left deleted; a turn that another process has closed is left as it is. While the database is away it waits.
 * @param takeNext opens a turn for the message that has waited longest, in the same transaction: nobody can look in between
 * @returns the id of that turn
 */
export async function closeTurn(
  turn: Turn,
  log: TurnLog,
  ending: Ending,
  takeNext: boolean,
): Promise<string | null> {
  const rest = await log.release();
  const answer = await foldEntries(log.shown());
  return whileDatabaseIsAway(() => close(turn, { answer, rest, ending, takeNext }), Number.POSITIVE_INFINITY);
}

async function close(turn: Turn, { answer, rest, ending, takeNext }: Closing): Promise<string | null> {
  const { conversationId, turnId } = turn;
  const { status, error, usage } = ending;
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
    await writeLastPiece(tx, rest);
    // Somebody stopped it in the last moment: what waits then waits for them.
    return takeNext && closed.stopRequestedAt === null
      ? openQueuedTurn(tx, conversationId, { waits: false })
      : null;
  });
}
