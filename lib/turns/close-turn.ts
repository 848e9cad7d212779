import 'server-only';
import type { LanguageModelUsage } from 'ai';
import { and, eq } from 'drizzle-orm';
import { database, preparedQuery } from '@/lib/db/client';
import { conversations, type TurnStatus, turns } from '@/lib/db/schema';
import { ownerTold, tellOwner } from '@/lib/db/user-changes';
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

/** `rest` is what of the log is not stored yet. */
type Closing = Ending & { answer: FoldedAnswer | null; rest: Omit<LogPiece, 'whole'>; takeNext: boolean };

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
  const closing = { ...ending, rest, takeNext, answer: await foldEntries(log.shown()) };
  return whileDatabaseIsAway(
    async () => ((await closeQuietly(turn, closing)) ? null : close(turn, closing)),
    Number.POSITIVE_INFINITY,
  );
}

const CLOSE_QUIETLY = {
  name: 'close-turn-quietly',
  text: `
    with conversation as (
      -- First, as everywhere.
      update conversations set updated_at = now() where id = $1 returning id
    ), closed as (
      update turns set status = $3, error = $4, ended_at = now(), input_tokens = $5, output_tokens = $6
      from conversation
      where turns.id = $2 and turns.status = 'running'
        and not exists (select from tool_calls where turn_id = $2)
        and not exists (select from queued_messages where conversation_id = $1)
      returning turns.id
    ), answer as (
      insert into messages (conversation_id, turn_id, id, role, parts) select $1, $2, $7, $8, $9 from closed
      where $7::uuid is not null
    ), piece as (
      insert into turn_events (turn_id, seq, entries) select $2, $10, $11 from closed
      on conflict do nothing
    ), tail as (
      delete from turn_tails where turn_id = $2 and exists (select from closed)
    )
    select pg_notify('turn_events', id::text), pg_notify('user_changes', $12) from closed`,
};

/**
 * Closes a turn that made no tool call, and after which none waits: in one statement. Answers whether it did; a turn that is more
 * than that, or is closed already, is left alone.
 */
async function closeQuietly(
  { userId, conversationId, turnId }: Turn,
  { status, error, usage, answer, rest }: Closing,
): Promise<boolean> {
  const said = answer?.parts.length ? answer : null;
  if (said?.parts.some(({ type }) => type === 'call' || type === 'unrecorded')) return false;
  const { inputTokens, outputTokens } = usage ?? {};
  const closed = await preparedQuery({
    ...CLOSE_QUIETLY,
    values: [
      ...[conversationId, turnId, status, error && JSON.stringify(error), inputTokens, outputTokens],
      ...[said?.id, said?.role, said && JSON.stringify(said.parts)],
      ...[rest.seq, JSON.stringify(rest.entries), ownerTold(userId, conversationId)],
    ],
  });
  return closed.length > 0;
}

async function close(turn: Turn, closing: Closing): Promise<string | null> {
  const { conversationId, turnId } = turn;
  const { status, error, usage, answer, rest, takeNext } = closing;
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
    await tellOwner(conversationId, tx);
    // Somebody stopped it in the last moment: what waits then waits for them.
    return takeNext && closed.stopRequestedAt === null ? openQueuedTurn(tx, turn, { waits: false }) : null;
  });
}
