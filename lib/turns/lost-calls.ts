import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { actions, messages, toolCalls } from '@/lib/db/schema';
import { outcomeOf, type ToolOutcome } from '@/lib/history/tool-call';

/**
 * Marks the calls of a turn that are still at work when it ends: from now on nobody knows how they end. Answers them by the
 * model's id of the call.
 */
export async function markLostCalls(queries: Queries, turnId: string): Promise<Map<string, ToolOutcome>> {
  const calls = await queries
    .update(toolCalls)
    .set({ status: 'unknown' })
    .where(and(eq(toolCalls.turnId, turnId), eq(toolCalls.status, 'running')))
    .returning();
  if (calls.length === 0) return new Map();
  const ofCalls = inArray(
    actions.toolCallId,
    calls.map(({ id }) => id),
  );
  await queries
    .update(actions)
    .set({ status: 'unknown' })
    .where(and(ofCalls, eq(actions.status, 'running')));
  const lost = await queries.select().from(actions).where(ofCalls).orderBy(asc(actions.index));
  return new Map(
    calls.map((call) => [
      call.modelCallId,
      outcomeOf(
        call,
        lost.filter(({ toolCallId }) => toolCallId === call.id),
      ),
    ]),
  );
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
  const parts = message.parts.map((part) =>
    part.type === 'dynamic-tool' && part.toolCallId === modelCallId && part.state === 'output-available'
      ? { ...part, output }
      : part,
  );
  await queries
    .update(messages)
    .set({ parts })
    .where(and(eq(messages.conversationId, message.conversationId), eq(messages.id, message.id)));
  return message.id;
}
