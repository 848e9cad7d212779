import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { getConversation } from '@/lib/conversations/get-conversation';
import { database } from '@/lib/db/client';
import { messages, queuedMessages, turns } from '@/lib/db/schema';
import type { ConversationState } from '@/lib/domain/conversation';

/** Where a user's own conversation stands. Throws `not_found`. */
export async function conversationState(userId: string, id: string): Promise<ConversationState> {
  await getConversation(userId, id);
  const [[turn], [last], [waiting]] = await Promise.all([
    database()
      .select({ id: turns.id })
      .from(turns)
      .where(and(eq(turns.conversationId, id), eq(turns.status, 'running'))),
    database()
      .select({ id: messages.id })
      .from(messages)
      .where(eq(messages.conversationId, id))
      .orderBy(desc(messages.position))
      .limit(1),
    database()
      .select({ number: sql<number>`count(*)::int` })
      .from(queuedMessages)
      .where(eq(queuedMessages.conversationId, id)),
  ]);
  return { turnId: turn?.id ?? null, lastMessageId: last?.id ?? null, queued: waiting?.number ?? 0 };
}
