import 'server-only';
import { and, eq } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { conversations } from '@/lib/db/schema';
import { tellUser } from '@/lib/db/user-changes';
import { unknownConversation } from './get-conversation';

/** Deletes a user's own conversation with its messages and history. Throws `not_found`. */
export async function deleteConversation(userId: string, id: string): Promise<void> {
  const deleted = await database()
    .delete(conversations)
    .where(and(eq(conversations.id, id), eq(conversations.userId, userId)))
    .returning({ id: conversations.id });
  if (deleted.length === 0) throw unknownConversation();
  await tellUser(userId, { type: 'conversation', id });
}
