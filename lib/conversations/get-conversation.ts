import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { conversations, messages } from '@/lib/db/schema';
import { AppError } from '@/lib/http/app-error';
import type { ConversationSummary } from './conversation';
import type { ConversationMessage } from './message';
import { summaryColumns, toSummary } from './summary-columns';

/** A user's own conversation. Throws `not_found` for one that is not there or is someone else's. */
export async function getConversation(userId: string, id: string): Promise<ConversationSummary> {
  const [found] = await database()
    .select(summaryColumns())
    .from(conversations)
    .where(and(eq(conversations.id, id), eq(conversations.userId, userId)));
  if (!found) throw unknownConversation();
  return toSummary(found);
}

/** The same with all its messages, oldest first. */
export async function getConversationWithMessages(
  userId: string,
  id: string,
): Promise<ConversationSummary & { messages: ConversationMessage[] }> {
  const conversation = await getConversation(userId, id);
  return { ...conversation, messages: await listMessages(id) };
}

/** Messages of a conversation whose owner the caller has checked, oldest first. */
export async function listMessages(conversationId: string): Promise<ConversationMessage[]> {
  const rows = await database()
    .select()
    .from(messages)
    .where(eq(messages.conversationId, conversationId))
    .orderBy(asc(messages.position));
  return rows.map(({ id, role, parts, createdAt }) => ({
    id,
    role,
    parts,
    metadata: { createdAt: createdAt.toISOString() },
  }));
}

export function unknownConversation(): AppError {
  return new AppError('not_found', 'There is no such conversation.', {
    hint: 'It may have been deleted. Open another, or begin a new one.',
  });
}
