import 'server-only';
import { and, eq, exists, sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { conversations, turns } from '@/lib/db/schema';
import type { ConversationSummary } from '../domain/conversation';

/** What to select for a summary. A conversation runs while it has a running turn; one whose process died is closed within seconds. */
export function summaryColumns() {
  const running = database()
    .select({ one: sql`1` })
    .from(turns)
    .where(and(eq(turns.conversationId, conversations.id), eq(turns.status, 'running')));
  return {
    id: conversations.id,
    title: conversations.title,
    createdAt: conversations.createdAt,
    updatedAt: conversations.updatedAt,
    running: sql<boolean>`${exists(running)}`,
  };
}

/** A selected row with its times as text. */
export function toSummary<T extends { createdAt: Date; updatedAt: Date }>(
  row: T & Omit<ConversationSummary, 'createdAt' | 'updatedAt'>,
): ConversationSummary {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}
