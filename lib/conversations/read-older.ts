import 'server-only';
import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { z } from 'zod';
import { database } from '@/lib/db/client';
import { messages } from '@/lib/db/schema';
import type { ConversationMessage } from '@/lib/domain/message';
import type { PageOf } from '@/lib/domain/page-of';
import { decodeCursor, encodeCursor } from '@/lib/http/cursor';
import { getConversation, readMessages } from './get-conversation';

const PAGE_SIZE = 50;
const cursorShape = z.tuple([z.int()]);

export const olderQuery = z.object({ cursor: z.string().max(100) });

/** The messages of a user's own conversation before those a page has, oldest first. Throws `not_found`. */
export async function readOlder(
  userId: string,
  id: string,
  { cursor }: z.output<typeof olderQuery>,
): Promise<PageOf<ConversationMessage>> {
  await getConversation(userId, id);
  const [before] = decodeCursor(cursor, cursorShape);
  const from = await startOfPage(id, PAGE_SIZE, before);
  if (from === null) return { items: [], nextCursor: null };
  const items = await readMessages(id, and(gte(messages.position, from), lt(messages.position, before)));
  return { items, nextCursor: await olderThan(id, from) };
}

/** The position of the first of the last messages of a conversation, or of the last before one; null where there are none. */
export async function startOfPage(
  conversationId: string,
  size: number,
  before?: number,
): Promise<number | null> {
  const last = await database()
    .select({ position: messages.position })
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        before === undefined ? undefined : lt(messages.position, before),
      ),
    )
    .orderBy(desc(messages.position))
    .limit(size);
  return last.at(-1)?.position ?? null;
}

/** The cursor of what is older than a position. */
export async function olderThan(conversationId: string, position: number): Promise<string | null> {
  const before = await startOfPage(conversationId, 1, position);
  return before === null ? null : encodeCursor([position]);
}
