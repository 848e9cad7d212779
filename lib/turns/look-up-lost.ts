import 'server-only';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { lookUpEffect } from '@/lib/agent/look-up-effect';
import { getSession } from '@/lib/composio/session';
import { database } from '@/lib/db/client';
import { holdConversation } from '@/lib/db/hold-conversation';
import { actions, toolCalls } from '@/lib/db/schema';
import { actionOf } from '@/lib/ledger/action-of';
import { type CallChanged, end } from '@/lib/ledger/transitions';
import { callPhrase } from '@/lib/phrases/call-phrases';
import type { Turn } from './turn';

/**
 * Before a conversation goes on: looks for the effect of each write of which nobody knows how it ended, and records what it
 * found. Nothing is repeated. Answers the calls that stand differently now.
 */
export async function lookUpLost(
  { userId, conversationId }: Turn,
  signal: AbortSignal,
): Promise<CallChanged[]> {
  const lost = await database()
    .select({ action: actions, call: toolCalls })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(
      and(
        eq(toolCalls.conversationId, conversationId),
        // An undo is no part of a turn, and is looked after elsewhere.
        isNotNull(toolCalls.turnId),
        eq(actions.status, 'unknown'),
      ),
    )
    .orderBy(asc(toolCalls.position), asc(actions.index));
  if (lost.length === 0) return [];
  const session = await getSession(userId);
  const changed: CallChanged[] = [];
  for (const { action, call } of lost) {
    if (signal.aborted) break;
    const { status, found } =
      action.kind === 'read'
        ? { status: 'failed' as const, found: callPhrase.readAgain() }
        : await lookUpEffect(session, { ...action, startedAt: action.sentAt ?? call.startedAt }, signal);
    const said = status === 'succeeded' ? { error: null, found } : { error: found };
    const { durationMs, logId } = action;
    const about = { ...actionOf(call, action), arguments: action.arguments };
    const ended = await database().transaction(async (tx) => {
      await holdConversation(tx, conversationId, 'no key update');
      return end(tx, about, { status, result: null, ...said, durationMs, logId });
    });
    if (ended) changed.push(ended);
  }
  return changed;
}
