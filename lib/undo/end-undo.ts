import 'server-only';
import { and, eq, isNotNull } from 'drizzle-orm';
import { database, type Transaction } from '@/lib/db/client';
import { actions, conversations, toolCalls } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import type { ActionRecord } from '@/lib/domain/tool-call';
import { appendToLedger } from '@/lib/ledger/append-to-ledger';
import { recordActionEnds } from '@/lib/ledger/record-tool-call';
import type { StepsEnd } from './carry-out-undo';
import { isDeadUndo } from './undo-heartbeat';

/** Brings a call, and the message that shows it, to where its actions stand. */
export type ShowCall = (tx: Transaction, toolCallId: string) => Promise<unknown>;

/** An undo as it was begun, so that its end can be told even where its conversation was deleted meanwhile. */
export type BegunUndo = {
  call: Pick<typeof toolCalls.$inferSelect, 'id' | 'userId' | 'conversationId' | 'turnId'>;
  /** `undoes` is the action that it takes back. */
  action: ActionRecord & { id: string; undoes: string | null };
};

type End = StepsEnd & { durationMs: number | null };

const DIED: End = {
  ...{ status: 'unknown', result: null, logId: null, durationMs: null },
  error: 'Tributary stopped in the middle of it. Nobody knows whether it was taken back: look in Confluence.',
};

/**
 * Writes down how an undo ended: on itself, in the ledger, and on the action that it takes back; all of it or nothing. One
 * that was given up meanwhile may end after all.
 */
export async function endUndo(undo: BegunUndo, end: End, show: ShowCall): Promise<void> {
  await whileDatabaseIsAway(() =>
    database().transaction(async (tx) => {
      await lockConversation(tx, undo.call.conversationId);
      await settle(tx, undo, end, show);
    }),
  );
}

/** Ends the undos whose process died, so that it can be read that nobody knows how they ended, and tried again. */
export async function giveUpDeadUndos(show: ShowCall): Promise<void> {
  const dead = await database()
    .select({ call: toolCalls, action: actions })
    .from(toolCalls)
    .innerJoin(actions, eq(actions.toolCallId, toolCalls.id))
    .where(and(isNotNull(actions.undoes), isDeadUndo));
  for (const undo of dead)
    await database().transaction(async (tx) => {
      await lockConversation(tx, undo.call.conversationId);
      const still = await tx
        .select({ id: toolCalls.id })
        .from(toolCalls)
        .where(and(eq(toolCalls.id, undo.call.id), isDeadUndo));
      if (still.length > 0) await settle(tx, undo, DIED, show);
    });
}

/** The conversation first, as everywhere. */
async function lockConversation(tx: Transaction, id: string): Promise<void> {
  await tx.select({ id: conversations.id }).from(conversations).where(eq(conversations.id, id)).for('update');
}

async function settle(
  tx: Transaction,
  { call, action }: BegunUndo,
  { logId, ...end }: End,
  show: ShowCall,
): Promise<void> {
  await recordActionEnds(tx, call, [{ ...action, ...end, logId }]);
  await tx.update(toolCalls).set(end).where(eq(toolCalls.id, call.id));
  if (action.undoes !== null && end.status !== 'failed')
    await markTakenBack(tx, action.undoes, { by: action.id, status: end.status }, show);
}

/** Shows on an action that it was taken back, or that nobody knows whether it was, and by which other one. */
async function markTakenBack(
  tx: Transaction,
  actionId: string,
  { by, status }: { by: string; status: 'succeeded' | 'unknown' },
  show: ShowCall,
): Promise<void> {
  const [taken] = await tx
    .select({ action: actions, call: toolCalls })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(eq(actions.id, actionId));
  if (!taken?.action.change) return;
  const { tool, kind, change } = taken.action;
  const { id: toolCallId, userId, conversationId, turnId } = taken.call;
  const state = status === 'succeeded' ? ('undone' as const) : ('unknown' as const);
  await tx
    .update(actions)
    .set({ change: { ...change, undo: { state, actionId: by, at: new Date().toISOString() } } })
    .where(eq(actions.id, actionId));
  if (state === 'undone')
    await appendToLedger(tx, [
      {
        ...{ userId, conversationId, turnId, toolCallId, actionId, tool, kind },
        ...{ event: 'undone', detail: { actionId: by } },
      },
    ]);
  await show(tx, toolCallId);
}
