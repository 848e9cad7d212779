import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { database } from '@/lib/db/client';
import { conversations } from '@/lib/db/schema';
import { tellUser } from '@/lib/db/user-changes';
import { storableText } from '@/lib/domain/storable-text';
import { unknownConversation } from './get-conversation';

export const renameSchema = z.object({
  title: storableText.pipe(z.string().trim().min(1, 'is empty').max(120, 'has at most 120 characters')),
});

/** Gives a user's own conversation another title. Throws `not_found`. */
export async function renameConversation(
  userId: string,
  id: string,
  { title }: z.infer<typeof renameSchema>,
): Promise<void> {
  const renamed = await database()
    .update(conversations)
    .set({ title })
    .where(and(eq(conversations.id, id), eq(conversations.userId, userId)))
    .returning({ id: conversations.id });
  if (renamed.length === 0) throw unknownConversation();
  await tellUser(userId, { type: 'conversations' });
}
