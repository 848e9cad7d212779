import 'server-only';
import type { ConversationMessage } from '@/lib/conversations/message';
import { database, type Queries } from '@/lib/db/client';
import { messages } from '@/lib/db/schema';

/** Keeps the answer of a turn as far as it has come. */
export async function saveAnswer(
  turn: { conversationId: string; turnId: string },
  { id, role, parts }: ConversationMessage,
  queries: Queries = database(),
): Promise<void> {
  await queries
    .insert(messages)
    .values({ conversationId: turn.conversationId, turnId: turn.turnId, id, role, parts })
    .onConflictDoUpdate({ target: [messages.conversationId, messages.id], set: { parts } });
}
