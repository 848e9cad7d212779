import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import { lookUpEffect } from '@/lib/agent/look-up-effect';
import { getSession } from '@/lib/composio/session';
import { database } from '@/lib/db/client';
import { actions, toolCalls } from '@/lib/db/schema';
import { outcomeOf } from '@/lib/history/tool-call';
import { showOutcome } from './lost-calls';
import type { Turn } from './turn';

/**
 * Before a conversation goes on: looks in Confluence for the effect of each write of which nobody knows how it ended, and
 * records what it found, in the ledger and in the message that shows the call. Nothing is repeated. Answers the ids of the
 * messages that changed.
 */
export async function settleUnknown(
  { userId, conversationId }: Turn,
  signal: AbortSignal,
): Promise<string[]> {
  const lost = await database()
    .select({ action: actions, call: toolCalls })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(
      and(
        eq(toolCalls.conversationId, conversationId),
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
        : await lookUpEffect(session, { ...action, startedAt: call.startedAt }, signal);
    const result = status === 'succeeded' ? { found } : null;
    await database()
      .update(actions)
      .set({ status, result, error: status === 'succeeded' ? null : found })
      .where(eq(actions.id, action.id));
  }
  const changed = new Set<string>();
  for (const id of new Set(lost.map(({ call }) => call.id))) changed.add((await settleCall(id)) ?? '');
  changed.delete('');
  return [...changed];
}

/** A call stands as its actions do; its part in the message shows the same. */
async function settleCall(id: string): Promise<string | null> {
  return database().transaction(async (tx) => {
    const [call] = await tx.select().from(toolCalls).where(eq(toolCalls.id, id));
    const settled = await tx
      .select()
      .from(actions)
      .where(eq(actions.toolCallId, id))
      .orderBy(asc(actions.index));
    if (!call) return null;
    const outcome = outcomeOf(call, settled);
    await tx
      .update(toolCalls)
      .set({ status: outcome.status, error: outcome.error })
      .where(eq(toolCalls.id, id));
    return showOutcome(tx, call, outcome);
  });
}
