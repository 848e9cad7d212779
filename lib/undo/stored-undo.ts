import 'server-only';
import { and, eq, inArray, ne } from 'drizzle-orm';
import { appRest } from '@/lib/composio/app-rest';
import type { SessionHolder } from '@/lib/composio/send-actions';
import { getSession } from '@/lib/composio/session';
import { database } from '@/lib/db/client';
import { actions, approvals, changes, toolCalls } from '@/lib/db/schema';
import { AppError } from '@/lib/http/app-error';
import type { ActionChange } from '../domain/approval';
import type { UndoPlan } from '../domain/change';
import { restoreBodies } from '../ledger/bodies';
import { readCalls } from '../ledger/read-calls';
import { restoreResults, wholeResult } from '../ledger/results';
import { say } from '../phrases/say';
import { nameOfToolkit, planUndo, toolkitOf } from '../toolkits/toolkits';

/** How an undo is called in the history. */
export const UNDO_TOOL = 'UNDO_ACTION';

/** A write that may be undone. */
export type DoneAction = {
  action: Pick<typeof actions.$inferSelect, 'id' | 'tool' | 'kind' | 'status' | 'arguments'> & {
    result: unknown;
  };
  userId: string;
  conversationId: string;
  change: ActionChange | null;
  /** What its plan kept for an undo. */
  before: unknown;
};

/** One's own action. Throws `not_found`. */
export async function findDoneAction(userId: string, actionId: string): Promise<DoneAction> {
  const { id, tool, kind, status, arguments: args, toolCallId } = actions;
  const rows = await database()
    .select({
      toolCallId,
      action: { id, tool, kind, status, arguments: args },
      before: changes.before,
      ...wholeResult(actions),
    })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .leftJoin(approvals, and(eq(approvals.actionId, actions.id), ne(approvals.status, 'replaced')))
    .leftJoin(changes, eq(changes.id, approvals.changeId))
    .where(and(eq(actions.id, actionId), eq(toolCalls.userId, userId)));
  const [row] = await restoreResults(database(), rows);
  if (!row)
    throw new AppError('not_found', 'There is no such action.', {
      hint: 'Its conversation may have been deleted.',
    });
  const { conversationId, result } = row;
  const [call] = await readCalls(database(), eq(toolCalls.id, row.toolCallId));
  const before = await restoreBodies(database(), conversationId, row.before);
  const change = call?.actions.find((action) => action.id === actionId)?.change ?? null;
  return { action: { ...row.action, result }, userId, conversationId, change, before };
}

/** Whether an action is being taken back at this moment, or was; null when neither. */
export async function stateOfUndo(actionId: string): Promise<'running' | 'succeeded' | null> {
  const [undo] = await database()
    .select({ status: actions.status })
    .from(actions)
    .where(and(eq(actions.undoes, actionId), inArray(actions.status, ['running', 'succeeded'])));
  if (!undo) return null;
  return undo.status === 'running' ? 'running' : 'succeeded';
}

/** What taking an action back takes, as Confluence is now; or why it cannot be. It only reads. */
export async function planStoredUndo(
  userId: string,
  done: DoneAction,
): Promise<{ holder: SessionHolder; plan: UndoPlan }> {
  const holder = { userId, session: await getSession(userId) };
  const refusal = refusalOf(done);
  if (refusal) return { holder, plan: { possible: false, ...refusal } };
  const { tool, arguments: args, result } = done.action;
  const plan = await planUndo(appRest(holder, toolkitOf(tool)), {
    tool,
    arguments: args,
    result,
    before: done.before,
  });
  if (plan.possible || done.change?.undo?.state !== 'unknown') return { holder, plan };
  // What stands in the way may be the very thing that was asked for.
  const reason = `Nobody knows whether it was taken back: that was tried, and no answer came. What ${nameOfToolkit(toolkitOf(tool))} shows now: ${say(plan.reason)}`;
  return { holder, plan: { possible: false, reason, url: plan.url ?? urlOf(done) } };
}

/** What can be said without a look at Confluence. */
function refusalOf(done: DoneAction): { reason: string; url: string | null } | null {
  const { action, change } = done;
  const url = urlOf(done);
  if (change?.undo?.state === 'undone') return { reason: 'It has been taken back already.', url };
  if (action.tool === UNDO_TOOL)
    return { reason: 'An undo is not taken back itself. Ask for the change again.', url };
  if (action.kind === 'read' || !change)
    return { reason: 'It changed nothing that is known here, so there is nothing to take back.', url };
  if (action.status !== 'succeeded')
    return { reason: 'It was not done, so there is nothing to take back.', url };
  const { undo } = change.summary ?? {};
  return undo && !undo.possible ? { reason: undo.words, url } : null;
}

function urlOf({ change }: DoneAction): string | null {
  return change?.summary?.target.url ?? null;
}
