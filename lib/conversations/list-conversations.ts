import 'server-only';
import { and, eq, ilike, sql } from 'drizzle-orm';
import { z } from 'zod';
import { database } from '@/lib/db/client';
import { conversations } from '@/lib/db/schema';
import type { PageOf } from '@/lib/domain/page-of';
import { storableText } from '@/lib/domain/storable-text';
import { decodeCursor, encodeCursor } from '@/lib/http/cursor';
import type { ConversationSummary } from '../domain/conversation';
import { summaryColumns, toSummary } from './summary-columns';

const PAGE_SIZE = 30;
const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

export const conversationQuery = z.object({
  q: storableText.pipe(z.string().trim().max(200)).optional(),
  cursor: z.string().max(500).optional(),
});

/** One page of a user's own conversations, newest first; `q` narrows to titles that contain it. */
export async function listConversations(
  userId: string,
  { q, cursor }: z.infer<typeof conversationQuery>,
): Promise<PageOf<ConversationSummary>> {
  const conditions = [eq(conversations.userId, userId)];
  if (q) conditions.push(ilike(conversations.title, `%${q.replace(/[\\%_]/g, '\\$&')}%`));
  if (cursor) {
    const [updatedAt, id] = decodeCursor(cursor, cursorShape);
    conditions.push(
      sql`(${conversations.updatedAt}, ${conversations.id}) < (${updatedAt}::timestamptz, ${id}::uuid)`,
    );
  }
  const rows = await database()
    .select(summaryColumns())
    .from(conversations)
    .where(and(...conditions))
    // In the very words of the index: without “nulls last” it is not used, though neither is ever null.
    .orderBy(sql`${conversations.updatedAt} desc nulls last`, sql`${conversations.id} desc nulls last`)
    .limit(PAGE_SIZE + 1);
  const shown = rows.slice(0, PAGE_SIZE).map(toSummary);
  const last = shown.at(-1);
  return {
    items: shown,
    nextCursor: rows.length > PAGE_SIZE && last ? encodeCursor([last.updatedAt, last.id]) : null,
  };
}
