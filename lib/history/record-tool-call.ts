import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { effectOf } from '@/lib/confluence/done-result';
import type { ActionKind } from '@/lib/confluence/tool-kind';
import { database, type Queries, type Transaction } from '@/lib/db/client';
import { actions, toolCalls } from '@/lib/db/schema';
import { appendToLedger } from './append-to-ledger';
import type { ActionRecord, CallStatus, ToolOutcome } from './tool-call';

type Begun = {
  id: string;
  userId: string;
  conversationId: string;
  turnId: string | null;
  modelCallId: string;
  tool: string;
  kind: ActionKind;
  status: CallStatus;
  arguments: unknown;
  /** An action's id is part of its mark in Confluence. */
  actions: (ActionRecord & { id: string; undoes?: string })[];
  /** What is stored together with it. */
  also: (tx: Transaction) => Promise<void>;
};

/** Writes a tool call and its actions into the ledger before anything is sent. */
export async function recordToolCallStart({ actions: begun, also, ...call }: Begun): Promise<void> {
  await database().transaction(async (tx) => {
    await tx.insert(toolCalls).values(call);
    if (begun.length)
      await tx.insert(actions).values(begun.map((action) => ({ toolCallId: call.id, ...action })));
    await also(tx);
  });
}

type Ended = ActionRecord & { id: string; logId: string | null };

/** Writes down how a tool call and each of its actions ended. What did not run is left as it was. */
export async function recordToolCallEnd(
  id: string,
  outcome: Omit<ToolOutcome, 'actions' | 'startedAt'> & { actions: Ended[] },
): Promise<void> {
  await database().transaction(async (tx) => {
    const { status, result, error, durationMs } = outcome;
    const [call] = await tx
      .update(toolCalls)
      .set({ status, result, error, durationMs })
      .where(eq(toolCalls.id, id))
      .returning();
    if (call) await recordActionEnds(tx, call, outcome.actions);
  });
}

/** Writes down how actions that were sent have ended, in their rows and in the ledger. */
export async function recordActionEnds(
  queries: Queries,
  call: Pick<typeof toolCalls.$inferSelect, 'id' | 'userId' | 'conversationId' | 'turnId'>,
  ended: Ended[],
): Promise<void> {
  const { id: toolCallId, userId, conversationId, turnId } = call;
  const entries = [];
  for (const action of ended) {
    const { id, status, result, error, durationMs, logId } = action;
    const [changed] = await queries
      .update(actions)
      .set({ status, result, error, durationMs, logId })
      // One that was given up may end after all; one that was looked up in Confluence has ended already.
      .where(and(eq(actions.id, id), inArray(actions.status, ['running', 'unknown'])))
      .returning({ id: actions.id });
    if (!changed) continue;
    const { tool, kind } = action;
    entries.push({
      ...{ userId, conversationId, turnId, toolCallId, actionId: id, tool, kind, event: 'ended' as const },
      detail: { status, error, durationMs, logId, ...versionsOf(action) },
    });
  }
  await appendToLedger(queries, entries);
}

function versionsOf({ tool, kind, arguments: args, result, change }: ActionRecord) {
  if (kind === 'read') return {};
  const versionBefore = change?.summary?.target.version ?? null;
  const { versionAfter } = effectOf(tool, args, result);
  return { versionBefore, versionAfter };
}
