import 'server-only';
import { and, eq, gt, inArray } from 'drizzle-orm';
import { carryOut } from '@/lib/approvals/carry-out';
import { getSession } from '@/lib/composio/session';
import { missingConnection } from '@/lib/composio/tool-result';
import { config } from '@/lib/config/config';
import { database } from '@/lib/db/client';
import { actions, approvals, messages, toolCalls } from '@/lib/db/schema';
import { showCall } from './lost-calls';
import type { Turn } from './turn';

/**
 * Before a conversation goes on: carries out what the person has decided, and shows in the messages how it went. Answers whether
 * the model may go on (not while something beside what was decided still waits), and an app that turned out not to be connected.
 */
export async function carryOutDecided(
  { userId, conversationId, turnId }: Turn,
  { signal, onChange }: { signal: AbortSignal; onChange: (messageId: string) => void },
): Promise<{ goOn: boolean; missingToolkit: string | null }> {
  if (!(await anyDecided(conversationId))) return { goOn: true, missingToolkit: null };
  const holder = { userId, session: await getSession(userId) };
  const callIds: string[] = [];
  await carryOut(holder, conversationId, {
    signal,
    onChange: async (callId) => {
      callIds.push(callId);
      const messageId = await showCall(callId);
      if (messageId !== null) onChange(messageId);
    },
  });
  const decision = await begunByDecision(conversationId, turnId);
  const goOn = !decision || !(await anyPending(callIds));
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
