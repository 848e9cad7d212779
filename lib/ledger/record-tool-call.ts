import 'server-only';
import { eq } from 'drizzle-orm';
import { database, type Queries, type Transaction } from '@/lib/db/client';
import { actions, conversations, toolCalls, turns } from '@/lib/db/schema';
import type { ActionKind } from '@/lib/domain/action-kind';
import { effectOf } from '@/lib/toolkits/toolkits';
import type { ActionRecord, CallStatus, ToolOutcome } from '../domain/tool-call';
import { appendToLedger } from './append-to-ledger';

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
    if (call.turnId !== null) await refuseUnlessRunning(tx, call.conversationId, call.turnId);
    await tx.insert(toolCalls).values(call);
    const sentAt = (action: ActionRecord) => (action.status === 'running' ? new Date() : null);
    if (begun.length)
      await tx
        .insert(actions)
        .values(begun.map((action) => ({ toolCallId: call.id, sentAt: sentAt(action), ...action })));
    await also(tx);
  });
}

/** A turn that was closed meanwhile, here or by another process, must not begin anything any more. */
async function refuseUnlessRunning(tx: Transaction, conversationId: string, turnId: string): Promise<void> {
  // The conversation first, as everywhere.
  await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(eq(conversations.id, conversationId))
    .for('key share');
  const [turn] = await tx
    .select({ status: turns.status })
    .from(turns)
    .where(eq(turns.id, turnId))
    .for('share');
  if (turn?.status !== 'running') throw new Error('its turn is over');
}

type Ended = ActionRecord & { id: string; logId: string | null };

/** A call as its entries in the ledger name it. */
type CallOf = Pick<typeof toolCalls.$inferSelect, 'id' | 'userId' | 'conversationId' | 'turnId'>;

/** Writes down how a tool call and each of its actions that were sent have ended. */
export async function recordToolCallEnd(
  call: CallOf,
  outcome: Omit<ToolOutcome, 'actions' | 'startedAt'> & { actions: Ended[] },
): Promise<void> {
  await database().transaction(async (tx) => {
    const { status, result, error, durationMs } = outcome;
    await tx.update(toolCalls).set({ status, result, error, durationMs }).where(eq(toolCalls.id, call.id));
    await recordActionEnds(tx, call, outcome.actions);
  });
}

/**
 * Writes down how actions that were sent have ended, in their rows and in the ledger. The ledger hears of it also where the
 * conversation was deleted meanwhile.
 */
export async function recordActionEnds(queries: Queries, call: CallOf, ended: Ended[]): Promise<void> {
  const { id: toolCallId, userId, conversationId, turnId } = call;
  const entries = [];
  for (const action of ended) {
    const { id, tool, kind, status, result, error, durationMs, logId } = action;
    const [row] = await queries
      .select({ status: actions.status })
      .from(actions)
      .where(eq(actions.id, id))
      .for('update');
    // One that was given up may end after all; one that was looked up in Confluence has ended already.
    if (row && row.status !== 'running' && row.status !== 'unknown') continue;
    await queries.update(actions).set({ status, result, error, durationMs, logId }).where(eq(actions.id, id));
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
