import 'server-only';
import { and, eq, gt, inArray } from 'drizzle-orm';
import { carryOut } from '@/lib/approvals/carry-out';
import { getSession } from '@/lib/composio/session';
import { missingConnection } from '@/lib/composio/tool-result';
import { config } from '@/lib/config/config';
import { database } from '@/lib/db/client';
import { actions, approvals, toolCalls, turns } from '@/lib/db/schema';
import type { CallChanged } from '@/lib/ledger/transitions';
import type { Turn } from './turn';

/**
 * Before a conversation goes on: carries out what the person has decided. Answers whether the model may go on (not while something
 * beside what was decided still waits), and an app that turned out not to be connected.
 * @param onChange told of each call that stands differently now
 */
export async function carryOutDecided(
  { userId, conversationId, turnId }: Turn,
  { signal, onChange }: { signal: AbortSignal; onChange: (changed: CallChanged) => Promise<void> },
): Promise<{ goOn: boolean; missingToolkit: string | null }> {
  if (!(await anyDecided(conversationId))) return { goOn: true, missingToolkit: null };
  const holder = { userId, session: await getSession(userId) };
  const callIds: string[] = [];
  await carryOut(holder, conversationId, {
    signal,
    onChange: async (changed) => {
      callIds.push(changed.callId);
      await onChange(changed);
    },
  });
  const goOn = !(await begunByDecision(turnId)) || !(await anyPending(callIds));
  return { goOn, missingToolkit: await missingToolkit(callIds) };
}

/** The app that an action could not reach because it is not connected any more. */
async function missingToolkit(callIds: string[]): Promise<string | null> {
  if (callIds.length === 0) return null;
  const ended = await database().select().from(actions).where(inArray(actions.toolCallId, callIds));
  const nothing = { status: 'succeeded' as const, data: null, error: null, logId: null };
  return missingConnection(nothing, ended, config().composio.toolkits);
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
async function begunByDecision(turnId: string): Promise<boolean> {
  const [turn] = await database().select({ cause: turns.cause }).from(turns).where(eq(turns.id, turnId));
  return turn?.cause === 'decision';
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
