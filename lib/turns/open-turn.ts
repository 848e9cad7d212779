import 'server-only';
import { and, asc, eq, sql } from 'drizzle-orm';
import { unknownConversation } from '@/lib/conversations/get-conversation';
import { titleOf } from '@/lib/conversations/user-message';
import { database, preparedQuery, type Transaction } from '@/lib/db/client';
import { conversations, messages, queuedMessages, turns } from '@/lib/db/schema';
import { ownerTold } from '@/lib/db/user-changes';
import { isUniqueViolation } from '@/lib/db/while-away';
import type { StoredPart } from '@/lib/domain/message';
import type { TurnCause } from '@/lib/domain/turn-cause';
import { AppError } from '@/lib/http/app-error';
import { interruptTurn, isStale } from './interrupt-turn';
import { nothingBefore, type SoFar } from './read-so-far';
import { runningTurns } from './running-turns';

/** What a browser said, and what that makes it. */
type SaidMessage = Begins & { cause: 'message' | 'continue' | 'connected' };

/** Statements that write see the database as it was before them, so each part that depends on another reads what that returned. */
const OPEN_TURN = {
  name: 'open-turn',
  text: `
    with conversation as (
      insert into conversations (id, user_id, title) values ($1, $2, $3)
      on conflict (id) do update set updated_at = now() where conversations.user_id = excluded.user_id
      -- Of a row that was there, xmax is the transaction that locked it to update it.
      returning id, xmax = 0 as new
    ), received as (
      select from messages where conversation_id = $1 and id = $4
    ), turn as (
      insert into turns (conversation_id, cause, waits) select id, $5, $6 from conversation
      where not exists (select from received)
      on conflict do nothing
      returning id
    ), message as (
      insert into messages (conversation_id, turn_id, id, role, parts) select $1, id, $4, 'user', $7 from turn
      returning created_at
    ), sent_by_hand as (
      -- What was waiting must not be sent once more.
      delete from queued_messages where conversation_id = $1 and id = $4 and exists (select from turn)
    )
    select exists (select from conversation) as own, exists (select from received) as received,
      (select new from conversation) as new, (select created_at from message) as "createdAt",
      (select id from turn) as "turnId", (select pg_notify('user_changes', $8) from turn) as told`,
};

/** A turn that was opened. `soFar` is there when nothing was before: then nothing need be read. */
export type OpenedTurn = { turnId: string; soFar?: SoFar };

/**
 * Appends the user's message and opens a turn for it, in one statement; makes the conversation if it is new.
 * Throws `not_found` for someone else's conversation, `already_received` for a message that is sent again, and
 * `turn_in_progress` while a turn runs.
 */
export async function openTurn(
  userId: string,
  conversationId: string,
  message: SaidMessage,
  { waits }: { waits: boolean },
): Promise<OpenedTurn> {
  const { id, cause, parts } = message;
  const values = [
    ...[conversationId, userId, titleOf(message), id, cause, waits, JSON.stringify(parts)],
    ownerTold(userId, conversationId),
  ];
  const open = async () => {
    const [opened] = await preparedQuery<Opened>({ ...OPEN_TURN, values }).catch((error: unknown) => {
      // The same message came twice at the same moment.
      throw isUniqueViolation(error) ? alreadyReceived() : error;
    });
    if (!opened?.own) throw unknownConversation();
    if (opened.received) throw alreadyReceived();
    return opened.turnId === null ? null : { ...opened, turnId: opened.turnId };
  };
  const opened = (await open()) ?? ((await closeDeadTurn(conversationId)) ? await open() : null);
  if (opened === null) throw (await wasReceived(conversationId, id)) ? alreadyReceived() : turnInProgress();
  const { turnId, createdAt } = opened;
  if (!opened.new || !createdAt) return { turnId };
  const first = { id, role: 'user' as const, parts: [...parts], createdAt, turnId };
  return { turnId, soFar: nothingBefore(conversationId, cause, first) };
}

type Opened = {
  own: boolean;
  received: boolean;
  new: boolean;
  createdAt: Date | null;
  turnId: string | null;
};

/** Was a message received while another request held the conversation? */
async function wasReceived(conversationId: string, id: string): Promise<boolean> {
  const mine = and(eq(messages.conversationId, conversationId), eq(messages.id, id));
  return (await database().select({ id: messages.id }).from(messages).where(mine)).length > 0;
}

/**
 * Opens a turn for what a person has decided, in one transaction with the decision itself: both count, or neither. Throws
 * `not_found`, `turn_in_progress`, and what `decide` throws.
 */
export async function openDecisionTurn(
  { userId, conversationId }: { userId: string; conversationId: string },
  message: { id: string; parts: StoredPart[]; waits: boolean },
  decide: (tx: Transaction) => Promise<void>,
): Promise<string> {
  await closeDeadTurn(conversationId);
  return database().transaction(async (tx) => {
    // Of two decisions on the same question one comes first.
    await holdOwnConversation(tx, { userId, conversationId });
    await decide(tx);
    const turnId = await beginTurn(tx, { userId, conversationId }, { ...message, cause: 'decision' });
    if (turnId === null) throw turnInProgress();
    return turnId;
  });
}

/** Holds a person's own conversation in which no turn runs. Throws `not_found` and `turn_in_progress`. */
export async function holdIdle(
  tx: Transaction,
  owner: { userId: string; conversationId: string },
): Promise<void> {
  await holdOwnConversation(tx, owner);
  const [running] = await tx
    .select({ id: turns.id })
    .from(turns)
    .where(and(eq(turns.conversationId, owner.conversationId), eq(turns.status, 'running')));
  if (running) throw turnInProgress();
}

async function holdOwnConversation(
  tx: Transaction,
  { userId, conversationId }: { userId: string; conversationId: string },
): Promise<void> {
  // The conversation first, as everywhere.
  const own = await tx
    .update(conversations)
    .set({ updatedAt: sql`now()` })
    .where(and(eq(conversations.id, conversationId), eq(conversations.userId, userId)))
    .returning({ id: conversations.id });
  if (own.length === 0) throw unknownConversation();
}

/**
 * Opens a turn for the message that has waited longest, in a transaction that holds the conversation. Answers the turn's
 * id; null when none waits or a turn runs.
 */
export async function openQueuedTurn(
  tx: Transaction,
  owner: { userId: string; conversationId: string },
  { waits }: { waits: boolean },
): Promise<string | null> {
  const { conversationId } = owner;
  // What was sent meanwhile does not wait any more.
  await tx
    .delete(queuedMessages)
    .where(
      and(
        eq(queuedMessages.conversationId, conversationId),
        sql`${queuedMessages.id} in (${tx
          .select({ id: messages.id })
          .from(messages)
          .where(eq(messages.conversationId, conversationId))})`,
      ),
    );
  const [waiting] = await tx
    .select()
    .from(queuedMessages)
    .where(eq(queuedMessages.conversationId, conversationId))
    .orderBy(asc(queuedMessages.position))
    .limit(1);
  if (!waiting) return null;
  const { id, parts } = waiting;
  const turnId = await beginTurn(tx, owner, { cause: 'queued', id, parts, waits });
  if (turnId === null) return null;
  await tx
    .delete(queuedMessages)
    .where(and(eq(queuedMessages.conversationId, conversationId), eq(queuedMessages.id, id)));
  return turnId;
}

/** What begins a turn: a message of the person, or one that stands for what they did. */
type Begins = { cause: TurnCause; id: string; parts: readonly StoredPart[] };

/** Begins a turn in a transaction that holds the conversation. Null when a turn of the conversation runs already. */
async function beginTurn(
  tx: Transaction,
  { userId, conversationId }: { userId: string; conversationId: string },
  { cause, id, parts, waits }: Begins & { waits: boolean },
): Promise<string | null> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with turn as (
      insert into turns (conversation_id, cause, waits) values (${conversationId}, ${cause}, ${waits})
      on conflict do nothing
      returning id
    ), message as (
      insert into messages (conversation_id, turn_id, id, role, parts)
      select ${conversationId}, turn.id, ${id}, 'user', ${JSON.stringify(parts)} from turn
    )
    select id, pg_notify('user_changes', ${ownerTold(userId, conversationId)}) from turn`);
  return rows[0]?.id ?? null;
}

/** Closes a turn of the conversation whose process died: it would stand in the way until it is found. Answers whether it did. */
async function closeDeadTurn(conversationId: string): Promise<boolean> {
  const [dead] = await database()
    .select({ id: turns.id })
    .from(turns)
    .where(and(eq(turns.conversationId, conversationId), isStale));
  // One that runs here is alive, whatever its heartbeat says: the database was away.
  if (!dead || runningTurns().has(dead.id)) return false;
  await interruptTurn(dead.id);
  return true;
}

function turnInProgress(): AppError {
  return new AppError('turn_in_progress', 'Tributary is still answering in this conversation.', {
    hint: 'Queue the message, wait for the answer, or stop it.',
  });
}

export function alreadyReceived(): AppError {
  return new AppError('already_received', 'This message has been received already.', {
    hint: 'Reload the page to see the answer.',
  });
}
