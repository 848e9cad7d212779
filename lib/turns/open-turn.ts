import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { unknownConversation } from '@/lib/conversations/get-conversation';
import { STALE_AFTER_SECONDS } from '@/lib/conversations/summary-columns';
import { titleOf, type UserMessage } from '@/lib/conversations/user-message';
import { type Database, database } from '@/lib/db/client';
import { conversations, messages, turns } from '@/lib/db/schema';
import { AppError } from '@/lib/http/app-error';
import { interruptTurns } from './interrupt-turns';

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/**
 * Appends the user's message and opens a turn for it, in one transaction; makes the conversation if it is new. Answers
 * the turn's id. Throws `not_found` for someone else's conversation, `already_received` for a message that is sent again,
 * and `turn_in_progress` while a turn runs.
 */
export async function openTurn(
  userId: string,
  conversationId: string,
  message: UserMessage,
): Promise<string> {
  return database().transaction(async (tx) => {
    await ensureConversation(tx, userId, conversationId, message);
    await interruptTurns(
      tx,
      and(
        eq(turns.conversationId, conversationId),
        sql`${turns.heartbeatAt} < now() - make_interval(secs => ${STALE_AFTER_SECONDS})`,
      ),
    );
    const mine = and(eq(messages.conversationId, conversationId), eq(messages.id, message.id));
    // Looked at first, so that a message that is sent again is told apart from another one in between.
    if ((await tx.select({ id: messages.id }).from(messages).where(mine)).length) throw alreadyReceived();
    const [turn] = await tx
      .insert(turns)
      .values({ conversationId })
      .onConflictDoNothing()
      .returning({ id: turns.id });
    if (!turn) throw turnInProgress();
    await tx
      .insert(messages)
      .values({ conversationId, turnId: turn.id, id: message.id, role: message.role, parts: message.parts });
    return turn.id;
  });
}

async function ensureConversation(
  tx: Transaction,
  userId: string,
  id: string,
  message: UserMessage,
): Promise<void> {
  await tx
    .insert(conversations)
    .values({ id, userId, title: titleOf(message) })
    .onConflictDoNothing();
  const own = await tx
    .update(conversations)
    .set({ updatedAt: new Date() })
    .where(and(eq(conversations.id, id), eq(conversations.userId, userId)))
    .returning({ id: conversations.id });
  if (own.length === 0) throw unknownConversation();
}

function turnInProgress(): AppError {
  return new AppError('turn_in_progress', 'Tributary is still answering in this conversation.', {
    hint: 'Wait for the answer, or stop it.',
  });
}

function alreadyReceived(): AppError {
  return new AppError('already_received', 'This message has been received already.', {
    hint: 'Reload the page to see the answer.',
  });
}
