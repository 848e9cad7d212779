import 'server-only';
import { asc, eq } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { actions, toolCalls } from '@/lib/db/schema';
import { outcomeOf, type ToolOutcome } from '@/lib/domain/tool-call';

/** A call as the ledger knows it now. `turnId` is null for an undo. */
export type StoredCall = { id: string; turnId: string | null; modelCallId: string; outcome: ToolOutcome };

/** Brings a call to where its actions stand, and answers it; null when it is gone. */
export async function settleCall(queries: Queries, id: string): Promise<StoredCall | null> {
  const call = await readCall(queries, id);
  if (call) {
    const { status, error } = call.outcome;
    await queries.update(toolCalls).set({ status, error }).where(eq(toolCalls.id, id));
  }
  return call;
}

async function readCall(queries: Queries, id: string): Promise<StoredCall | null> {
  const [call] = await queries.select().from(toolCalls).where(eq(toolCalls.id, id));
  if (!call) return null;
  const own = await queries
    .select()
    .from(actions)
    .where(eq(actions.toolCallId, id))
    .orderBy(asc(actions.index));
  const { turnId, modelCallId } = call;
  return { id, turnId, modelCallId, outcome: outcomeOf(call, own) };
}
