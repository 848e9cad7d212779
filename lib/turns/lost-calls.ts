import 'server-only';
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import { type StoredCall, settleCall } from '@/lib/approvals/stored-call';
import { database, type Queries, type Transaction } from '@/lib/db/client';
import { actions, messages, toolCalls } from '@/lib/db/schema';
import { outcomeOf, type ToolOutcome } from '@/lib/domain/tool-call';

/** A call as the ledger knows it when its turn ends. */
export type EndedCall = { modelCallId: string; tool: string; input: unknown; outcome: ToolOutcome };

/**
 * Marks what is still at work when a turn ends: from now on nobody knows how it ends. That may be a call of an earlier turn whose
 * action was allowed in this one. Answers all calls of the turn, in order: the ledger may know more of them than was shown.
 */
export async function endCalls(
  tx: Transaction,
  { conversationId, turnId }: { conversationId: string; turnId: string },
): Promise<EndedCall[]> {
  const running = await tx
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
    await tx
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
  for (const earlier of running.filter((call) => call.turnId !== turnId)) await showCallIn(tx, earlier.id);
  return callsOf(tx, turnId);
}

/** All calls of a turn as the ledger knows them, in order. */
export async function callsOf(queries: Queries, turnId: string): Promise<EndedCall[]> {
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

/** Brings a call, and the message that shows it, to where its actions stand in the ledger. Answers the message's id, if there is one. */
export async function showCall(id: string): Promise<string | null> {
  return database().transaction((tx) => showCallIn(tx, id));
}

/** The same within a transaction. */
export async function showCallIn(tx: Transaction, id: string): Promise<string | null> {
  const [call] = await tx.select({ turnId: toolCalls.turnId }).from(toolCalls).where(eq(toolCalls.id, id));
  if (!call) return null;
  // The message first: what is read after cannot be older than what somebody else shows in it.
  if (call.turnId !== null) await holdMessage(tx, call.turnId);
  const settled = await settleCall(tx, id);
  return settled && showOutcome(tx, settled);
}

/** Shows in the message of a turn how one of its calls has ended. */
export async function showOutcome(
  tx: Transaction,
  { turnId, modelCallId, outcome: output }: Omit<StoredCall, 'id'>,
): Promise<string | null> {
  const message = turnId === null ? undefined : await holdMessage(tx, turnId);
  if (!message) return null;
  const parts = message.parts.map((part) => {
    if (part.type !== 'dynamic-tool' || part.toolCallId !== modelCallId) return part;
    const { type, toolName, toolCallId, input } = part;
    return { type, toolName, toolCallId, input: input ?? {}, state: 'output-available' as const, output };
  });
  await tx
    .update(messages)
    .set({ parts })
    .where(and(eq(messages.conversationId, message.conversationId), eq(messages.id, message.id)));
  return message.id;
}

async function holdMessage(tx: Transaction, turnId: string) {
  const [message] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.turnId, turnId), eq(messages.role, 'assistant')))
    .for('update');
  return message;
}
