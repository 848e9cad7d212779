import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { getSession } from '@/lib/composio/session';
import { database, type Transaction } from '@/lib/db/client';
import { actions, approvals, changes, toolCalls } from '@/lib/db/schema';
import { tellOwner } from '@/lib/db/user-changes';
import { AppError } from '@/lib/http/app-error';
import { actionOf } from '@/lib/ledger/action-of';
import type { Question } from '@/lib/ledger/action-writes';
import { askAgain } from '@/lib/ledger/transitions';
import { gatePhrase } from '@/lib/phrases/gate-phrases';
import { say } from '@/lib/phrases/say';
import { signVersion } from '@/lib/toolkits/toolkits';
import { askerOf, type Examined, examineAction } from './examine-action';
import { refreshArguments } from './refresh-arguments';

export const refreshSchema = z.object({ arguments: z.record(z.string(), z.unknown()).optional() });

/**
 * Builds the preview of a waiting action again, with other arguments if given, and asks again in place of the question before.
 * Answers the id of its tool call. `hold` runs first in the transaction that replaces the question.
 * Throws `not_found`, `approval_decided`, `policy_denied` when a rule forbids it now, and `change_impossible` with the reason.
 */
export async function refreshApproval(
  owner: { userId: string; conversationId: string },
  approvalId: string,
  { arguments: given }: z.output<typeof refreshSchema>,
  hold: (tx: Transaction) => Promise<void>,
): Promise<string> {
  const { userId, conversationId } = owner;
  const own = and(
    eq(approvals.id, approvalId),
    eq(approvals.userId, userId),
    eq(approvals.conversationId, conversationId),
  );
  const [asked] = await database()
    .select({ approval: approvals, action: actions, call: toolCalls, edited: changes.edited })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .innerJoin(changes, eq(changes.id, approvals.changeId))
    .where(own);
  if (!asked)
    throw new AppError('not_found', 'Nobody asked for this decision.', { hint: 'Reload the conversation.' });
  const { action, call } = asked;
  const { status } = asked.approval;
  if (status !== 'pending' || action.status !== 'waiting') throw decidedAlready();
  const holder = { userId, session: await getSession(userId) };
  const about = actionOf(call, action);
  const { tool, arguments: shown } = action;
  const args = given
    ? signVersion(tool, given, action.id)
    : await refreshArguments(holder, { call, action: { ...about, arguments: shown }, edited: asked.edited });
  const asker = await askerOf(holder, conversationId);
  const examined = await examineAction(asker, { tool, arguments: args });
  const question = { ...questionOf(examined), edited: given !== undefined || asked.edited };
  await database().transaction(async (tx) => {
    await hold(tx);
    const last = { id: approvalId, status };
    if (!(await askAgain(tx, { ...about, arguments: args }, last, question, 'asked'))) throw decidedAlready();
    await tellOwner(conversationId, tx);
  });
  return call.id;
}

/** A person looked, so a person decides, even where a rule would allow it by now. */
function questionOf(examined: Examined): Question {
  if (examined.answer === 'impossible')
    throw new AppError('change_impossible', say(examined.reason), {
      hint: 'The question before still stands.',
    });
  if (examined.answer === 'deny')
    throw new AppError('policy_denied', say(examined.reason), {
      hint: 'The rules are on the settings page.',
    });
  if (!examined.plan) throw decidedAlready();
  const { plan } = examined;
  return examined.answer === 'ask'
    ? { plan, reasons: examined.reasons, mayRemember: examined.mayRemember }
    : { plan, reasons: [gatePhrase.lookedAgain()], mayRemember: false };
}

function decidedAlready(): AppError {
  return new AppError('approval_decided', 'This has been decided already.', {
    hint: 'Reload the conversation to see how.',
  });
}
