import 'server-only';
import { and, eq, gt, inArray } from 'drizzle-orm';
import { carryOut } from '@/lib/changes/carry-out';
import { getSession } from '@/lib/composio/session';
import { database } from '@/lib/db/client';
import { actions, approvals, messages, toolCalls } from '@/lib/db/schema';
import { showOutcome } from './lost-calls';
import type { Turn } from './turn';

/**
 * Before a conversation goes on: carries out what the person has decided, and shows in the messages how it went. Answers the ids
 * of the messages that changed, and whether the model may go on: not while something beside what was decided still waits.
 */
export async function settleDecided(
  { userId, conversationId, turnId }: Turn,
  onChange: (messageId: string) => void,
): Promise<{ goOn: boolean }> {
  if (!(await anyDecided(conversationId))) return { goOn: true };
  const holder = { userId, session: await getSession(userId) };
  const { turnIds } = await carryOut(holder, conversationId, async (call) => {
    const messageId = await showOutcome(database(), call);
    if (messageId !== null) onChange(messageId);
  });
  const decision = await begunByDecision(conversationId, turnId);
  return { goOn: !decision || !(await anyPending(turnIds)) };
}

async function anyDecided(conversationId: string): Promise<boolean> {
  const [one] = await database()
    .select({ id: approvals.id })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .where(
      and(
        eq(approvals.conversationId, conversationId),
        inArray(approvals.status, ['allowed', 'denied']),
        eq(actions.status, 'waiting'),
      ),
    )
    .limit(1);
  return one !== undefined;
}

/** A turn that a person began with a message of its own goes on in any case. */
async function begunByDecision(conversationId: string, turnId: string): Promise<boolean> {
  const [message] = await database()
    .select({ parts: messages.parts })
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        eq(messages.turnId, turnId),
        eq(messages.role, 'user'),
      ),
    );
  return message?.parts[0]?.type === 'data-decided';
}

async function anyPending(turnIds: string[]): Promise<boolean> {
  if (turnIds.length === 0) return false;
  const [one] = await database()
    .select({ id: approvals.id })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(
      and(
        inArray(toolCalls.turnId, turnIds),
        eq(approvals.status, 'pending'),
        gt(approvals.expiresAt, new Date()),
      ),
    )
    .limit(1);
  return one !== undefined;
}
