import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SessionHolder } from '@/lib/composio/send-actions';
import type { ActionKind } from '@/lib/domain/action-kind';
import type { CallStatus } from '@/lib/domain/tool-call';
import { AppError } from '@/lib/http/app-error';
import { recordToolCallStart } from '@/lib/ledger/record-tool-call';
import { keepChange } from '../approvals/keep-change';
import { getPolicies } from '../approvals/policies';
import type { UndoPlan } from '../domain/change';
import { carryOutUndo } from './carry-out-undo';
import { type BegunUndo, endUndo, type ShowCall } from './end-undo';
import { deniedByRules, kindOfStep } from './judge-undo';
import { type DoneAction, findDoneAction, planStoredUndo, stateOfUndo, UNDO_TOOL } from './stored-undo';
import { keepUndoAlive } from './undo-heartbeat';

export const undoSchema = z.object({
  fingerprint: z.string().max(200).optional(),
  typed: z.string().max(500).optional(),
});
type Asked = z.output<typeof undoSchema>;

/** How an undo went; `actionId` is its own. */
type Undone = { actionId: string; status: CallStatus; error: string | null };

type PossibleUndo = Extract<UndoPlan, { possible: true }>;

/**
 * Takes one's own action back, through Confluence's versions and trash; the person who asks for it has decided. With a
 * `fingerprint` only what that preview showed. Throws `not_found`, `change_impossible` with the reason, `target_moved`,
 * `policy_denied`, `confirmation_needed` and `already_undone`.
 */
export async function undoAction(
  userId: string,
  actionId: string,
  asked: Asked,
  show: ShowCall,
): Promise<Undone> {
  const done = await findDoneAction(userId, actionId);
  const { holder, plan } = await planStoredUndo(userId, done);
  // What stands in the way of a second undo is mostly the first: that is said instead.
  const other = await stateOfUndo(actionId);
  if (other !== null) throw alreadyUndone(other);
  if (!plan.possible)
    throw new AppError('change_impossible', plan.reason, {
      hint: plan.url === null ? 'Nothing was changed.' : `Nothing was changed. Look at ${plan.url}`,
    });
  await refuseUnlessAllowed(userId, done, plan, asked);
  return carryOut(holder, await beginUndo(done, plan), plan, show);
}

async function refuseUnlessAllowed(
  userId: string,
  { action }: DoneAction,
  { change, steps, fingerprint: now }: PossibleUndo,
  { fingerprint, typed }: Asked,
): Promise<void> {
  const denied = deniedByRules(action, { steps, target: change.target }, await getPolicies(userId));
  if (denied.length > 0)
    throw new AppError('policy_denied', denied.join(' '), {
      hint: 'Nothing was changed. Your rules are on the settings page.',
    });
  if (fingerprint !== undefined && fingerprint !== now)
    throw new AppError('target_moved', 'It has changed since you looked.', {
      hint: 'Nothing was changed. Look again at what taking it back would do.',
    });
  if (change.typeToAllow !== null && typed?.trim() !== change.typeToAllow)
    throw new AppError('confirmation_needed', `Type “${change.typeToAllow}” to take this back.`, {
      hint: 'Nothing was changed. It removes something for good.',
    });
}

/** Writes the undo down before anything is sent. The database lets one in, whoever else asks. */
async function beginUndo(done: DoneAction, plan: PossibleUndo): Promise<BegunUndo> {
  const { userId, conversationId } = done.call;
  const [id, toolCallId] = [randomUUID(), randomUUID()];
  const kind: ActionKind = plan.steps.some((step) => kindOfStep(step) === 'destructive')
    ? 'destructive'
    : 'write';
  const args = { action: done.action.id, steps: plan.steps };
  const belongs = { userId, conversationId, turnId: null, toolCallId, actionId: id, tool: UNDO_TOOL, kind };
  const { change, fingerprint } = plan;
  const kept = keepChange(belongs, args, {
    ...{ answer: 'allow', kind, rule: null },
    plan: { possible: true, change, fingerprint, before: null },
    decision: { by: 'person', answer: 'allow', scope: 'once', reason: null, at: new Date().toISOString() },
  });
  const running = { tool: UNDO_TOOL, kind, status: 'running' as const, arguments: args };
  const action = {
    ...{ ...running, id, index: 0, undoes: done.action.id, change: kept?.change ?? null },
    ...{ result: null, error: null, durationMs: null },
  };
  const call = { id: toolCallId, userId, conversationId, turnId: null };
  await recordToolCallStart({
    ...{ ...call, modelCallId: randomUUID(), ...running, actions: [action] },
    also: async (tx) => kept?.store(tx),
  }).catch((error: unknown) => {
    throw isDuplicate(error) ? alreadyUndone('running') : error;
  });
  return { call, action };
}

async function carryOut(
  holder: SessionHolder,
  undo: BegunUndo,
  { steps }: PossibleUndo,
  show: ShowCall,
): Promise<Undone> {
  const rest = keepUndoAlive(undo.call.id);
  try {
    const started = performance.now();
    const end = await carryOutUndo(holder, steps);
    await endUndo(undo, { ...end, durationMs: Math.round(performance.now() - started) }, show);
    return { actionId: undo.action.id, status: end.status, error: end.error };
  } finally {
    rest();
  }
}

function alreadyUndone(state: 'running' | 'succeeded'): AppError {
  const message =
    state === 'running' ? 'This is being taken back already.' : 'This has been taken back already.';
  return new AppError('already_undone', message, { hint: 'Nothing more was changed. Reload the page.' });
}

/** The database's own refusal of a second undo of the same action. */
function isDuplicate(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && at.code === '23505') return true;
  return false;
}
