import 'server-only';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { lookUpEffect } from '@/lib/agent/look-up-effect';
import { getSession } from '@/lib/composio/session';
import { database } from '@/lib/db/client';
import { actions, toolCalls } from '@/lib/db/schema';
import { appendToLedger } from '@/lib/ledger/append-to-ledger';
import { showCall } from './lost-calls';
import type { Turn } from './turn';

/**
 * Before a conversation goes on: looks in Confluence for the effect of each write of which nobody knows how it ended, and
 * records what it found, in the ledger and in the message that shows the call. Nothing is repeated. Answers the ids of the
 * messages that changed.
 */
export async function lookUpLost({ userId, conversationId }: Turn, signal: AbortSignal): Promise<string[]> {
  const lost = await database()
    .select({ action: actions, call: toolCalls })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(
      and(
        eq(toolCalls.conversationId, conversationId),
        // An undo is no part of a turn, and is looked after elsewhere.
        isNotNull(toolCalls.turnId),
        eq(toolCalls.status, 'unknown'),
        eq(actions.status, 'unknown'),
      ),
    )
    .orderBy(asc(toolCalls.position), asc(actions.index));
  if (lost.length === 0) return [];
  const session = await getSession(userId);
  for (const { action, call } of lost) {
    if (signal.aborted) break;
    const { status, found } =
      action.kind === 'read'
        ? { status: 'failed' as const, found: 'No answer came. Reading it again changes nothing.' }
        : await lookUpEffect(session, { ...action, startedAt: action.sentAt ?? call.startedAt }, signal);
    const result = status === 'succeeded' ? { found } : null;
    const error = status === 'succeeded' ? null : found;
    await database().transaction(async (tx) => {
      // It may have ended by itself while it was looked up.
      const still = and(eq(actions.id, action.id), eq(actions.status, 'unknown'));
      const settled = await tx.update(actions).set({ status, result, error }).where(still).returning();
      if (settled.length && status !== 'unknown')
        await appendToLedger(tx, [
          {
            ...{ userId, conversationId, turnId: call.turnId, toolCallId: call.id, actionId: action.id },
            ...{ tool: action.tool, kind: action.kind, event: 'ended', detail: { status, error: found } },
          },
        ]);
    });
  }
  const changed = new Set<string>();
  for (const id of new Set(lost.map(({ call }) => call.id))) {
    const messageId = await showCall(id);
    if (messageId !== null) changed.add(messageId);
  }
  return [...changed];
}
