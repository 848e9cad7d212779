import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { ActionKind } from '@/lib/confluence/tool-kind';
import { database } from '@/lib/db/client';
import { actions, toolCalls } from '@/lib/db/schema';
import type { ActionRecord, ToolOutcome } from './tool-call';

type Begun = {
  userId: string;
  conversationId: string;
  turnId: string;
  modelCallId: string;
  tool: string;
  kind: ActionKind;
  arguments: unknown;
  /** An action's id is part of its mark in Confluence. */
  actions: (ActionRecord & { id: string | undefined })[];
};

/** Writes a tool call and its actions into the ledger before anything is sent. Answers its id in the ledger. */
export async function recordToolCallStart({ actions: begun, ...call }: Begun): Promise<string> {
  return database().transaction(async (tx) => {
    const [row] = await tx
      .insert(toolCalls)
      .values({ ...call, status: 'running' })
      .returning({ id: toolCalls.id });
    if (!row) throw new Error('the tool call could not be recorded');
    if (begun.length)
      await tx.insert(actions).values(begun.map((action) => ({ toolCallId: row.id, ...action })));
    return row.id;
  });
}

/** Writes down how a tool call and each of its actions ended. */
export async function recordToolCallEnd(
  id: string,
  outcome: Omit<ToolOutcome, 'actions'> & { actions: (ActionRecord & { logId: string | null })[] },
): Promise<void> {
  await database().transaction(async (tx) => {
    const { status, result, error, durationMs } = outcome;
    await tx.update(toolCalls).set({ status, result, error, durationMs }).where(eq(toolCalls.id, id));
    for (const { index, status, result, error, durationMs, logId } of outcome.actions)
      await tx
        .update(actions)
        .set({ status, result, error, durationMs, logId })
        .where(and(eq(actions.toolCallId, id), eq(actions.index, index)));
  });
}
