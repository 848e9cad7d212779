import 'server-only';
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import { type StoredCall, settleCall } from '@/lib/changes/stored-call';
import type { Queries } from '@/lib/db/client';
import { actions, messages, toolCalls } from '@/lib/db/schema';
import { outcomeOf, type ToolOutcome } from '@/lib/history/tool-call';

/** A call as the ledger knows it when its turn ends. */
export type EndedCall = { modelCallId: string; tool: string; input: unknown; outcome: ToolOutcome };

/**
 * Marks what is still at work when a turn ends: from now on nobody knows how it ends. That may be a call of an earlier turn whose
 * action was allowed in this one. Answers all calls of the turn, in order: the ledger may know more of them than was shown.
 */
export async function endCalls(
  queries: Queries,
  { conversationId, turnId }: { conversationId: string; turnId: string },
): Promise<EndedCall[]> {
  const running = await queries
    .update(toolCalls)
    .set({ status: 'unknown' })
    .where(
      and(
        eq(toolCalls.conversationId, conversationId),
        isNotNull(toolCalls.turnId),
        eq(toolCalls.status, 'running'),
      ),
    )
    .returning({ id: toolCalls.id, turnId: toolCalls.turnId });
  if (running.length)
    await queries
      .update(actions)
      .set({ status: 'unknown' })
      .where(
        and(
          inArray(
            actions.toolCallId,
            running.map(({ id }) => id),
          ),
          eq(actions.status, 'running'),
        ),
      );
  for (const earlier of running.filter((call) => call.turnId !== turnId)) {
    const call = await settleCall(queries, earlier.id);
    if (call) await showOutcome(queries, call);
  }
  const calls = await queries
    .select()
    .from(toolCalls)
    .where(eq(toolCalls.turnId, turnId))
    .orderBy(asc(toolCalls.position));
  if (calls.length === 0) return [];
  const all = await queries
    .select()
    .from(actions)
    .where(
      inArray(
        actions.toolCallId,
        calls.map(({ id }) => id),
      ),
    )
    .orderBy(asc(actions.index));
  return calls.map((call) => {
    const own = all.filter(({ toolCallId }) => toolCallId === call.id);
    const { modelCallId, tool, arguments: input } = call;
    return { modelCallId, tool, input, outcome: outcomeOf(call, own) };
  });
}

/** Shows in the message of a turn how one of its calls stands now. Answers the message's id; null where none shows it. */
export async function showOutcome(
  queries: Queries,
  { turnId, modelCallId, outcome: output }: Omit<StoredCall, 'id'>,
): Promise<string | null> {
  if (turnId === null) return null;
  const [message] = await queries
    .select()
    .from(messages)
    .where(and(eq(messages.turnId, turnId), eq(messages.role, 'assistant')))
    .for('update');
  if (!message) return null;
  const parts = message.parts.map((part) => {
    if (part.type !== 'dynamic-tool' || part.toolCallId !== modelCallId) return part;
    const { type, toolName, toolCallId, input } = part;
    return { type, toolName, toolCallId, input: input ?? {}, state: 'output-available' as const, output };
  });
  await queries
    .update(messages)
    .set({ parts })
    .where(and(eq(messages.conversationId, message.conversationId), eq(messages.id, message.id)));
  return message.id;
}
