import 'server-only';
import { and, count, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { getConversation } from '@/lib/conversations/get-conversation';
import { textMessageSchema } from '@/lib/conversations/user-message';
import { database } from '@/lib/db/client';
import { conversations, messages, queuedMessages } from '@/lib/db/schema';
import { AppError } from '@/lib/http/app-error';
import { alreadyReceived } from './open-turn';
import { startQueued } from './start-queued';

const MOST_WAITING = 20;

/** Only words can wait: that an app was connected, or Continue, is about the moment it is sent. */
export const queueSchema = z.object({ message: textMessageSchema });

/**
 * Lets a message wait until the running turn is over; when none runs, it begins at once. Queuing the same message again
 * changes nothing. Answers whether it began. Throws `not_found`, `already_received` and `too_large` for a full queue.
 */
export async function queueMessage(
  userId: string,
  conversationId: string,
  { message: { id, parts } }: z.output<typeof queueSchema>,
): Promise<boolean> {
  await getConversation(userId, conversationId);
  await database().transaction(async (tx) => {
    // The conversation first, as everywhere: the same message that comes twice must not begin a turn in between.
    await tx.update(conversations).set({ updatedAt: new Date() }).where(eq(conversations.id, conversationId));
    const sent = and(eq(messages.conversationId, conversationId), eq(messages.id, id));
    if ((await tx.select({ id: messages.id }).from(messages).where(sent)).length) throw alreadyReceived();
    const [waiting] = await tx
      .select({ number: count() })
      .from(queuedMessages)
      .where(and(eq(queuedMessages.conversationId, conversationId), ne(queuedMessages.id, id)));
    if ((waiting?.number ?? 0) >= MOST_WAITING)
      throw new AppError('too_large', `${MOST_WAITING} messages are waiting already.`, {
        hint: 'Remove one, or wait until the first has been answered.',
      });
    await tx.insert(queuedMessages).values({ conversationId, id, parts }).onConflictDoNothing();
  });
  return startQueued({ userId, conversationId });
}

/** Takes a waiting message back. Throws `not_found` for a conversation of someone else. Answers whether it still waited. */
export async function unqueueMessage(userId: string, conversationId: string, id: string): Promise<boolean> {
  await getConversation(userId, conversationId);
  const taken = await database()
    .delete(queuedMessages)
    .where(and(eq(queuedMessages.conversationId, conversationId), eq(queuedMessages.id, id)))
    .returning({ id: queuedMessages.id });
  return taken.length > 0;
}
