import 'server-only';
import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { actions, messages, toolCalls } from '@/lib/db/schema';
import type { ActionRecord } from '../domain/tool-call';
import { actionKey } from './action-key';

/**
 * What earlier turns wrote for the request that this turn goes on with, by tool and arguments: done, or perhaps done. Empty
 * for a turn that a person began with a request of its own.
 */
export async function priorWrites({
  conversationId,
  turnId,
}: {
  conversationId: string;
  turnId: string;
}): Promise<Map<string, ActionRecord>> {
  const request = sql`(select max(m.position) from ${messages} m where m.conversation_id = ${conversationId}
    and m.role = 'user' and m.parts->0->>'type' = 'text')`;
  const sameRequest = database()
    .select({ turnId: messages.turnId })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), sql`${messages.position} >= ${request}`));
  const rows = await database()
    .select({ action: actions })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(
      and(
        eq(toolCalls.conversationId, conversationId),
        ne(toolCalls.turnId, turnId),
        inArray(toolCalls.turnId, sameRequest),
        ne(actions.kind, 'read'),
        inArray(actions.status, ['succeeded', 'unknown']),
      ),
    );
  return new Map(rows.map(({ action }) => [actionKey(action), action]));
}
