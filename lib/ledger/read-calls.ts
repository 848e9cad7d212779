import 'server-only';
import { and, asc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { actions, approvals, changes, toolCalls } from '@/lib/db/schema';
import type { ActionKind } from '@/lib/domain/action-kind';
import type { ActionChange } from '@/lib/domain/approval';
import type { ActionRecord, LargeResult, OwnStatus } from '@/lib/domain/tool-call';
import { say, sayAny, sayChange } from '@/lib/phrases/say';
import { DESCRIBING_TOOLS } from '@/lib/toolkits/toolkits';
import { keptError, keptFinding, resultWith } from './kept-words';
import { restoreResults, resultOrBeginning } from './results';

/** An action of a call, with what the write pipeline knows of it. */
export type ActionOfCall = Omit<ActionRecord, 'words'> & {
  id: string;
  change: ActionChange | null;
  undoes: string | null;
  sentAt: Date | null;
  logId: string | null;
};

/** A tool call as the history has it, whole. */
export type Call = {
  id: string;
  position: number;
  conversationId: string;
  /** Null for an undo. */
  turnId: string | null;
  modelCallId: string;
  tool: string;
  /** Null for a call with actions. */
  kind: ActionKind | null;
  status: OwnStatus | null;
  arguments: unknown;
  providerMetadata: (typeof toolCalls.$inferSelect)['providerMetadata'];
  result: unknown;
  large?: LargeResult;
  error: string | null;
  startedAt: Date;
  durationMs: number | null;
  actions: ActionOfCall[];
};

/**
 * Reads calls with their actions, decisions and undos, in the order they were made. It is the one reading of the history: the
 * conversation, the lists, the exports and the model's context are made of it. Whose they are the caller has checked.
 * @param which a condition on `toolCalls`
 */
export async function readCalls(queries: Queries, which: SQL | undefined): Promise<Call[]> {
  const found = await queries
    .select(callColumns())
    .from(toolCalls)
    .where(which)
    .orderBy(asc(toolCalls.position));
  const rows = await restoreResults(queries, found);
  const ids = rows.map(({ id }) => id);
  const ofCalls = ids.length ? await readActions(queries, inArray(actions.toolCallId, ids)) : new Map();
  return rows.map(({ beginning, size, note, ...call }) => ({
    ...call,
    error: sayAny(keptError({ ...call, note })),
    ...largeOf(beginning, size, resultUrl(call.id)),
    actions: ofCalls.get(call.id) ?? [],
  }));
}

/** Some of a user's actions, by their ids. */
export async function actionsOfUser(
  queries: Queries,
  userId: string,
  ids: string[],
): Promise<ActionOfCall[]> {
  if (ids.length === 0) return [];
  const found = await readActions(queries, and(inArray(actions.id, ids), eq(toolCalls.userId, userId)));
  return [...found.values()].flat();
}

function callColumns() {
  const { id, position, turnId, modelCallId, tool, kind, status } = toolCalls;
  const { arguments: args, providerMetadata, error, note, startedAt, durationMs } = toolCalls;
  return {
    id,
    position,
    turnId,
    modelCallId,
    tool,
    kind,
    status,
    arguments: args,
    providerMetadata,
    error,
    note,
    startedAt,
    durationMs,
    ...resultOrBeginning(toolCalls, sql`false`),
  };
}

/** Where all of a result can be read: a call's own, or that of the action at a place in it. */
export function resultUrl(callId: string, action?: number): string {
  return `/api/tool-calls/${callId}/result${action === undefined ? '' : `?action=${action}`}`;
}

function largeOf(beginning: string | null, size: number | null, url: string): { large?: LargeResult } {
  return beginning === null || size === null ? {} : { large: { size, beginning, url } };
}

/** By the id of their call, in order. */
async function readActions(queries: Queries, which: SQL | undefined): Promise<Map<string, ActionOfCall[]>> {
  const found = await queries
    .select({
      toolCallId: actions.toolCallId,
      action: actionColumns(),
      ...resultOrBeginning(actions, inArray(toolCalls.tool, [...DESCRIBING_TOOLS])),
      approval: approvals,
      change: { id: changes.id, summary: changes.summary, edited: changes.edited },
    })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .leftJoin(approvals, and(eq(approvals.actionId, actions.id), ne(approvals.status, 'replaced')))
    .leftJoin(changes, eq(changes.id, approvals.changeId))
    .where(which)
    .orderBy(asc(actions.index));
  const rows = await restoreResults(queries, found);
  const decided = rows.flatMap(({ action, approval }) => (approval ? [action.id] : []));
  const undos = await readUndos(queries, decided);
  const all = rows.map(
    ({ toolCallId, action: { note, ...action }, result, beginning, size, approval, change }) => ({
      toolCallId,
      action: {
        ...action,
        error: sayAny(keptError({ ...action, note })),
        result: resultWith(result, keptFinding({ ...action, note })),
        ...largeOf(beginning, size, resultUrl(toolCallId, action.index)),
        change: approval && changeOf(action.id, approval, change, undos.get(action.id) ?? null),
      },
    }),
  );
  const byCall = Map.groupBy(all, ({ toolCallId }) => toolCallId);
  return new Map([...byCall].map(([id, own]) => [id, own.map(({ action }) => action)]));
}

function actionColumns() {
  const { id, index, tool, kind, status, arguments: args, error, note } = actions;
  const { sentAt, durationMs, logId, undoes } = actions;
  return { id, index, tool, kind, status, arguments: args, error, note, sentAt, durationMs, logId, undoes };
}

/** What is known of an action's question, its decision and its undo. */
function changeOf(
  actionId: string,
  approval: typeof approvals.$inferSelect,
  change: Pick<typeof changes.$inferSelect, 'id' | 'summary' | 'edited'> | null,
  undo: ActionChange['undo'],
): ActionChange {
  const { id, status, reasons, mayRemember, expiresAt } = approval;
  const { decidedBy, scope, reason, rule, decidedAt } = approval;
  const pending = status === 'pending' && expiresAt !== null;
  return {
    actionId,
    changeId: change?.id ?? null,
    summary: change && sayChange(change.summary),
    approval: pending
      ? { id, expiresAt: expiresAt.toISOString(), reasons: reasons.map(say), mayRemember }
      : null,
    decision:
      decidedBy === null
        ? null
        : {
            approvalId: id,
            by: decidedBy,
            answer: status === 'allowed' ? 'allow' : 'deny',
            scope,
            reason: reason ?? sayAny(rule),
            at: (decidedAt ?? approval.createdAt).toISOString(),
          },
    undo,
    ...(change?.edited ? { edited: true } : {}),
  };
}

/** Whether actions were undone, by the undos there are: one that succeeded counts before one that got lost. */
async function readUndos(
  queries: Queries,
  actionIds: string[],
): Promise<Map<string, NonNullable<ActionChange['undo']>>> {
  if (actionIds.length === 0) return new Map();
  const rows = await queries
    .select({ id: actions.id, undoes: actions.undoes, status: actions.status, endedAt: actions.endedAt })
    .from(actions)
    .where(and(inArray(actions.undoes, actionIds), inArray(actions.status, ['succeeded', 'unknown'])))
    // The one that counts comes last: the names of the two states are in this order.
    .orderBy(sql`${actions.status} desc`, asc(actions.endedAt));
  return new Map(
    rows.flatMap(({ id, undoes, status, endedAt }) =>
      undoes === null
        ? []
        : [
            [
              undoes,
              {
                state: status === 'succeeded' ? ('undone' as const) : ('unknown' as const),
                actionId: id,
                at: (endedAt ?? new Date(0)).toISOString(),
              },
            ] as const,
          ],
    ),
  );
}
