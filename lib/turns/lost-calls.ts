import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { actions, messages, toolCalls } from '@/lib/db/schema';
import { outcomeOf, type ToolOutcome } from '@/lib/history/tool-call';

/** A call as the ledger knows it when its turn ends. */
export type EndedCall = { modelCallId: string; tool: string; input: unknown; outcome: ToolOutcome };

/**
 * Marks the calls of a turn that are still at work when it ends: from now on nobody knows how they end. Answers all calls of
 * the turn, in order: the ledger may know more of them than was shown.
 */
export async function endCalls(queries: Queries, turnId: string): Promise<EndedCall[]> {
  const running = await queries
    .update(toolCalls)
    .set({ status: 'unknown' })
    .where(and(eq(toolCalls.turnId, turnId), eq(toolCalls.status, 'running')))
    .returning({ id: toolCalls.id });
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

/** Shows in the message of a turn how one of its calls has ended after all. Answers the message's id. */
export async function showOutcome(
  queries: Queries,
  { turnId, modelCallId }: { turnId: string; modelCallId: string },
  output: ToolOutcome,
): Promise<string | null> {
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
