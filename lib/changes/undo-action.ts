import 'server-only';
import { randomUUID } from 'node:crypto';
import { and, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { type ConnectedConfluence, confluenceRest } from '@/lib/composio/confluence-rest';
import { NoAnswerError } from '@/lib/composio/mcp-client';
import { type SessionHolder, sendActions } from '@/lib/composio/send-actions';
import { getSession } from '@/lib/composio/session';
import { database } from '@/lib/db/client';
import { actions, changes, toolCalls } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import { appendToLedger } from '@/lib/history/append-to-ledger';
import { recordToolCallEnd, recordToolCallStart } from '@/lib/history/record-tool-call';
import type { CallStatus } from '@/lib/history/tool-call';
import { AppError } from '@/lib/http/app-error';
import type { Change, UndoPlan, UndoStep } from './change';
import { judge } from './gate';
import { keepChange } from './keep-change';
import { getPolicies } from './policies';
import { type StoredCall, settleCall } from './stored-call';
import { NO_TAINT } from './taint';
import { planUndo } from './undo/plan-undo';

/** How an undo is called in the ledger. */
const UNDO_TOOL = 'UNDO_ACTION';
/** An undo that has been running for longer belongs to a process that died; what is true is in Confluence. */
const GIVEN_UP_MS = 120_000;

export const undoSchema = z.object({
  fingerprint: z.string().max(200).optional(),
  typed: z.string().max(500).optional(),
});

/** What taking an action back would do; or why it cannot be done, with an address to look at. */
export type UndoPreview =
  | { possible: true; change: Change; fingerprint: string }
  | { possible: false; reason: string; url: string | null };

/** How an undo went. `changed` is the call that it took back, as it stands now. */
export type Undone = {
  actionId: string;
  status: CallStatus;
  error: string | null;
  conversationId: string;
  changed: StoredCall | null;
};

type Done = { action: typeof actions.$inferSelect; call: typeof toolCalls.$inferSelect; before: unknown };

/** Looks what taking one's own action back would do now. Throws `not_found`. */
export async function previewUndo(userId: string, actionId: string): Promise<UndoPreview> {
  const done = await doneAction(userId, actionId);
  const refusal = refusalOf(done);
  if (refusal) return { possible: false, ...refusal };
  const plan = await plannedUndo(await holderOf(userId), done);
  if (!plan.possible) return plan;
  const { possible, change, fingerprint } = plan;
  return { possible, change, fingerprint };
}

/**
 * Takes one's own action back, through Confluence's versions and trash; the person who asks for it has decided. With a
 * `fingerprint` only what that preview showed. Throws `not_found`, `change_impossible` with the reason, `target_moved`,
 * `policy_denied`, `confirmation_needed` and `already_undone`.
 */
export async function undoAction(
  userId: string,
  actionId: string,
  { fingerprint, typed }: z.output<typeof undoSchema>,
): Promise<Undone> {
  const done = await doneAction(userId, actionId);
  const refusal = refusalOf(done);
  if (refusal) throw new AppError('change_impossible', refusal.reason, { hint: 'Nothing was changed.' });
  const holder = await holderOf(userId);
  const plan = await plannedUndo(holder, done);
  if (!plan.possible)
    throw new AppError('change_impossible', plan.reason, {
      hint: plan.url === null ? 'Nothing was changed.' : `Nothing was changed. Look at ${plan.url}`,
    });
  await refuseUnlessAllowed(userId, done, plan, { fingerprint, typed });

  const { conversationId } = done.call;
  const id = randomUUID();
  const toolCallId = randomUUID();
  const kind = plan.steps.some(isRemoval) ? ('destructive' as const) : ('write' as const);
  const args = { action: actionId, steps: plan.steps };
  const belongs = { userId, conversationId, turnId: null, toolCallId, actionId: id, tool: UNDO_TOOL, kind };
  const planned = {
    possible: true as const,
    change: plan.change,
    fingerprint: plan.fingerprint,
    before: null,
  };
  const decision = {
    ...{ by: 'person' as const, answer: 'allow' as const, scope: 'once' as const, reason: null },
    at: new Date().toISOString(),
  };
  const kept = keepChange(belongs, args, { answer: 'allow', kind, plan: planned, rule: null, decision });
  const begun = {
    ...{ id, index: 0, tool: UNDO_TOOL, kind, arguments: args, undoes: actionId },
    change: kept?.change ?? null,
    ...{ status: 'running' as const, result: null, error: null, durationMs: null },
  };
  await giveUpDeadUndo(actionId);
  await recordToolCallStart({
    ...{ id: toolCallId, userId, conversationId, turnId: null, modelCallId: randomUUID() },
    ...{ tool: UNDO_TOOL, kind, status: 'running', arguments: args, actions: [begun] },
    also: async (tx) => kept?.store(tx),
  }).catch((error: unknown) => {
    if (isDuplicate(error))
      throw new AppError('already_undone', 'This is being taken back already.', { hint: 'Reload the page.' });
    throw error;
  });

  const started = performance.now();
  const end = await carryOutSteps(holder, plan.steps);
  const durationMs = Math.round(performance.now() - started);
  const ended = { ...begun, ...end, durationMs };
  await whileDatabaseIsAway(() => recordToolCallEnd(toolCallId, { ...end, durationMs, actions: [ended] }));
  const changed = end.status === 'succeeded' ? await markUndone(done, id) : null;
  return { actionId: id, status: end.status, error: end.error, conversationId, changed };
}

async function doneAction(userId: string, actionId: string): Promise<Done> {
  const [row] = await database()
    .select({ action: actions, call: toolCalls, before: changes.before })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .leftJoin(changes, eq(changes.actionId, actions.id))
    .where(and(eq(actions.id, actionId), eq(toolCalls.userId, userId)))
    .orderBy(desc(changes.createdAt))
    .limit(1);
  if (!row)
    throw new AppError('not_found', 'There is no such action.', {
      hint: 'Its conversation may have been deleted.',
    });
  return row;
}

/** What can be said without a look at Confluence. */
function refusalOf({ action }: Done): { reason: string; url: string | null } | null {
  const url = action.change?.summary?.target.url ?? null;
  if (action.change?.undo) return { reason: 'It has been taken back already.', url };
  if (action.tool === UNDO_TOOL)
    return { reason: 'An undo is not taken back itself. Ask for the change again.', url };
  if (action.kind === 'read' || !action.change)
    return { reason: 'It changed nothing that is known here, so there is nothing to take back.', url };
  if (action.status !== 'succeeded')
    return { reason: 'It was not done, so there is nothing to take back.', url };
  const { undo } = action.change.summary ?? {};
  return undo && !undo.possible ? { reason: undo.words, url } : null;
}

async function holderOf(userId: string): Promise<SessionHolder> {
  return { userId, session: await getSession(userId) };
}

async function plannedUndo(holder: SessionHolder, { action, before }: Done): Promise<UndoPlan> {
  const { tool, arguments: args, result } = action;
  return planUndo(confluenceRest(holder), { tool, arguments: args, result, before });
}

async function refuseUnlessAllowed(
  userId: string,
  { action }: Done,
  { change, fingerprint: now }: Extract<UndoPlan, { possible: true }>,
  { fingerprint, typed }: z.output<typeof undoSchema>,
): Promise<void> {
  const { answer, reasons } = judge({
    action: { tool: action.tool, kind: 'write' },
    target: change.target,
    policies: await getPolicies(userId),
    grants: [],
    taint: NO_TAINT,
    risk: { losses: false, newLinks: false, noPreview: false },
  });
  if (answer === 'deny')
    throw new AppError('policy_denied', reasons.join(' '), { hint: 'The rules are on the settings page.' });
  if (fingerprint !== undefined && fingerprint !== now)
    throw new AppError('target_moved', 'It has changed since you looked.', {
      hint: 'Nothing was changed. Look again at what taking it back would do.',
    });
  if (change.typeToAllow !== null && typed?.trim() !== change.typeToAllow)
    throw new AppError('confirmation_needed', `Type “${change.typeToAllow}” to take this back.`, {
      hint: 'It removes something for good.',
    });
}

type StepsEnd = {
  status: 'succeeded' | 'failed' | 'unknown';
  result: unknown;
  error: string | null;
  logId: string | null;
};

/** Does the steps one after the other, each once; the first that does not succeed ends it. */
async function carryOutSteps(holder: SessionHolder, steps: UndoStep[]): Promise<StepsEnd> {
  const results: unknown[] = [];
  let logId: string | null = null;
  for (const step of steps) {
    const end = step.via === 'tool' ? await runTool(holder, step) : await send(confluenceRest(holder), step);
    logId = end.logId ?? logId;
    if (end.status !== 'succeeded') return { ...end, result: results.length ? results : null, logId };
    results.push(end.result);
  }
  return { status: 'succeeded', result: results.length === 1 ? results[0] : results, error: null, logId };
}

async function runTool(
  holder: SessionHolder,
  { tool, arguments: args }: Extract<UndoStep, { via: 'tool' }>,
): Promise<StepsEnd> {
  const [end] = await sendActions(holder, [{ tool, arguments: args }]);
  if (end?.status === 'succeeded' || end?.status === 'failed')
    return { status: end.status, result: end.result, error: end.error, logId: end.logId };
  return { status: 'unknown', result: null, error: end?.error ?? null, logId: null };
}

async function send(
  confluence: ConnectedConfluence,
  step: Extract<UndoStep, { via: 'rest' }>,
): Promise<StepsEnd> {
  try {
    return { status: 'succeeded', result: await confluence.send(step), error: null, logId: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof NoAnswerError
      ? {
          status: 'unknown',
          result: null,
          error: `No answer came (${message}). It may have run.`,
          logId: null,
        }
      : { status: 'failed', result: null, error: message, logId: null };
  }
}

/** Shows on the action that it was taken back, and by which other one. */
async function markUndone({ action, call }: Done, by: string): Promise<StoredCall | null> {
  const { id: actionId, tool, kind, change } = action;
  const { id: toolCallId, userId, conversationId, turnId } = call;
  return whileDatabaseIsAway(() =>
    database().transaction(async (tx) => {
      if (change) {
        const undo = { state: 'undone' as const, actionId: by, at: new Date().toISOString() };
        await tx
          .update(actions)
          .set({ change: { ...change, undo } })
          .where(eq(actions.id, actionId));
      }
      await appendToLedger(tx, [
        {
          ...{ userId, conversationId, turnId, toolCallId, actionId, tool, kind },
          ...{ event: 'undone', detail: { actionId: by } },
        },
      ]);
      return settleCall(tx, toolCallId);
    }),
  );
}

async function giveUpDeadUndo(actionId: string): Promise<void> {
  const dead = await database()
    .select({ id: actions.id, toolCallId: actions.toolCallId })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(
      and(
        eq(actions.undoes, actionId),
        eq(actions.status, 'running'),
        lt(toolCalls.startedAt, new Date(Date.now() - GIVEN_UP_MS)),
      ),
    );
  for (const { id, toolCallId } of dead) {
    await database().update(actions).set({ status: 'unknown' }).where(eq(actions.id, id));
    await database().update(toolCalls).set({ status: 'unknown' }).where(eq(toolCalls.id, toolCallId));
  }
}

function isRemoval(step: UndoStep): boolean {
  return step.via === 'tool' ? step.tool.includes('_DELETE_') : step.method === 'DELETE';
}

/** The database's own refusal of a second undo of the same action. */
function isDuplicate(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && at.code === '23505') return true;
  return false;
}
