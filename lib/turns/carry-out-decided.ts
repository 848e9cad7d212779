import 'server-only';
import { and, eq, gt, inArray } from 'drizzle-orm';
import { carryOut } from '@/lib/approvals/carry-out';
import type { WorkEvent } from '@/lib/approvals/work-event';
import { getSession } from '@/lib/composio/session';
import { database } from '@/lib/db/client';
import { actions, approvals, toolCalls } from '@/lib/db/schema';
import type { TurnCause } from '@/lib/domain/turn-cause';
import type { Turn } from './turn';

/**
 * Before a conversation goes on: carries out what the person has decided. Answers whether the model may go on (not while something
 * beside what was decided still waits).
 * @param tell told of each call that stands differently now, and of apps that are not connected
 */
export async function carryOutDecided(
  { userId, conversationId }: Turn,
  cause: TurnCause | null,
  { signal, tell }: { signal: AbortSignal; tell: (happened: WorkEvent) => Promise<void> },
): Promise<{ goOn: boolean }> {
  const holder = { userId, session: await getSession(userId) };
  const callIds: string[] = [];
  await carryOut(holder, conversationId, {
    signal,
    tell: async (happened) => {
      if (happened.type === 'call') callIds.push(happened.callId);
      await tell(happened);
    },
  });
  // A turn that a person began with a message of its own goes on in any case.
  return { goOn: cause !== 'decision' || !(await anyPending(callIds)) };
}

/** Does anything still wait in the turns of these calls? */
async function anyPending(callIds: string[]): Promise<boolean> {
  if (callIds.length === 0) return false;
  const sameTurns = database()
    .select({ turnId: toolCalls.turnId })
    .from(toolCalls)
    .where(inArray(toolCalls.id, callIds));
  const [one] = await database()
    .select({ id: approvals.id })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(
      and(
        inArray(toolCalls.turnId, sameTurns),
        eq(approvals.status, 'pending'),
        gt(approvals.expiresAt, new Date()),
      ),
    )
    .limit(1);
  return one !== undefined;
}
