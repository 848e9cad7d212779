import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SessionHolder } from '@/lib/composio/send-actions';
import { database } from '@/lib/db/client';
import { holdConversation } from '@/lib/db/hold-conversation';
import { tellOwner } from '@/lib/db/user-changes';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import { type CallStatus, strongestKind } from '@/lib/domain/tool-call';
import { AppError } from '@/lib/http/app-error';
import { type ActionOf, actionOf } from '@/lib/ledger/action-of';
import { endCall, openUndoCall } from '@/lib/ledger/record-call';
import { end, propose } from '@/lib/ledger/transitions';
import { getPolicies } from '../approvals/policies';
import type { UndoPlan } from '../domain/change';
import { say, sayAny } from '../phrases/say';
import { carryOutUndo } from './carry-out-undo';
import { closeDeadUndos } from './close-dead-undos';
import { deniedByRules, kindOfStep } from './judge-undo';
import { type DoneAction, findDoneAction, planStoredUndo, stateOfUndo, UNDO_TOOL } from './stored-undo';
import { keepUndoAlive } from './undo-heartbeat';

export const undoSchema = z.object({
  fingerprint: z.string().max(200).optional(),
  typed: z.string().max(500).optional(),
});
type UndoRequest = z.output<typeof undoSchema>;

/** How an undo went; `actionId` is its own. */
type Undone = { actionId: string; status: CallStatus; error: string | null };

type PossibleUndo = Extract<UndoPlan, { possible: true }>;

/**
 * Takes one's own action back, through Confluence's versions and trash; the person who asks for it has decided. With a
 * `fingerprint` only what that preview showed. Throws `not_found`, `change_impossible` with the reason, `target_moved`,
 * `policy_denied`, `confirmation_needed` and `already_undone`.
 */
export async function undoAction(userId: string, actionId: string, asked: UndoRequest): Promise<Undone> {
  await closeDeadUndos();
  const done = await findDoneAction(userId, actionId);
  const { holder, plan } = await planStoredUndo(userId, done);
  // What stands in the way of a second undo is mostly the first: that is said instead.
  const other = await stateOfUndo(actionId);
  if (other !== null) throw alreadyUndone(other);
  if (!plan.possible)
    throw new AppError('change_impossible', say(plan.reason), {
      hint: plan.url === null ? 'Nothing was changed.' : `Nothing was changed. Look at ${plan.url}`,
    });
  await refuseUnlessAllowed(userId, done, plan, asked);
  return carryOut(holder, await beginUndo(done, plan), plan);
}

async function refuseUnlessAllowed(
  userId: string,
  { action }: DoneAction,
  { change, steps, fingerprint: now }: PossibleUndo,
  { fingerprint, typed }: UndoRequest,
): Promise<void> {
  const denied = deniedByRules(action, { steps, target: change.target }, await getPolicies(userId));
  if (denied.length > 0)
    throw new AppError('policy_denied', denied.map(say).join(' '), {
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

type BegunUndo = ActionOf & { arguments: unknown; undoes: string };

/** Writes the undo down before anything is sent. The database lets one in, whoever else asks. */
async function beginUndo(done: DoneAction, { change, fingerprint, steps }: PossibleUndo): Promise<BegunUndo> {
  const { userId, conversationId } = done;
  const [id, toolCallId] = [randomUUID(), randomUUID()];
  const args = { action: done.action.id, steps };
  const call = { id: toolCallId, userId, conversationId, turnId: null };
  const undo = {
    ...actionOf(call, { id, tool: UNDO_TOOL, kind: strongestKind(['write', ...steps.map(kindOfStep)]) }),
    arguments: args,
    undoes: done.action.id,
  };
  await database()
    .transaction(async (tx) => {
      await holdConversation(tx, conversationId, 'no key update');
      await openUndoCall(tx, { ...call, tool: UNDO_TOOL, arguments: args });
      await propose(
        tx,
        { ...undo, index: 0 },
        {
          status: 'running',
          plan: { possible: true, change, fingerprint, before: null },
          decided: { by: 'person', answer: 'allow', scope: 'once', reason: null },
        },
      );
    })
    .catch(asAlreadyUndone);
  return undo;
}

async function carryOut(holder: SessionHolder, undo: BegunUndo, { steps }: PossibleUndo): Promise<Undone> {
  const { conversationId } = undo;
  const rest = keepUndoAlive(undo.toolCallId);
  try {
    const started = performance.now();
    const ended = await carryOutUndo(holder, steps);
    const durationMs = Math.round(performance.now() - started);
    await whileDatabaseIsAway(() =>
      database().transaction(async (tx) => {
        // The conversation and its call first, as when it is deleted.
        await holdConversation(tx, conversationId, 'no key update');
        await endCall(tx, { id: undo.toolCallId, conversationId }, { durationMs });
        await end(tx, undo, { ...ended, durationMs });
        await tellOwner(conversationId, tx);
      }),
    ).catch(asAlreadyUndone);
    return { actionId: undo.actionId, status: ended.status, error: sayAny(ended.error) };
  } finally {
    rest();
  }
}

function alreadyUndone(state: 'running' | 'succeeded'): AppError {
  const message =
    state === 'running' ? 'This is being taken back already.' : 'This has been taken back already.';
  return new AppError('already_undone', message, { hint: 'Nothing more was changed. Reload the page.' });
}

/** Another undo of the same action is at work: this one came second, or was given up and ends too late. */
function asAlreadyUndone(error: unknown): never {
  throw isDuplicate(error) ? alreadyUndone('running') : error;
}

/** The database's own refusal of a second undo of the same action. */
function isDuplicate(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && at.code === '23505') return true;
  return false;
}
