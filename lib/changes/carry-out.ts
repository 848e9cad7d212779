import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { confluenceRest } from '@/lib/composio/confluence-rest';
import { type SessionHolder, sendActions } from '@/lib/composio/send-actions';
import { database } from '@/lib/db/client';
import { actions, approvals, changes, toolCalls } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import { recordActionEnds } from '@/lib/history/record-tool-call';
import { changeDigest, stableJson } from './digest';
import { type Examined, examineAction, rulesOf } from './examine-action';
import { keepChange } from './keep-change';
import { whoMovedIt } from './plan/moved';
import { rebase } from './rebase';
import { type StoredCall, settleCall } from './stored-call';

type Decided = {
  action: typeof actions.$inferSelect;
  call: typeof toolCalls.$inferSelect;
  approval: typeof approvals.$inferSelect;
  change: typeof changes.$inferSelect;
};

/** Where decided actions stand. `pending`: something beside them still waits for the person. */
export type CarriedOut = { calls: StoredCall[]; turnIds: string[] };

/**
 * Does what was decided in a conversation and not done yet: refused actions are closed; allowed ones are looked at once more
 * right before they are sent. Where the target moved on the person is asked again. Safe to call again after a crash: an action
 * that was sent is never sent twice.
 */
export async function carryOut(
  holder: SessionHolder,
  conversationId: string,
  onChange: (call: StoredCall) => Promise<void>,
): Promise<CarriedOut> {
  const decided = await decidedActions(holder.userId, conversationId);
  const calls = new Map<string, Decided[]>();
  for (const one of decided) calls.set(one.call.id, [...(calls.get(one.call.id) ?? []), one]);
  const settled: StoredCall[] = [];
  for (const [id, ofCall] of calls) {
    await carryOutCall(holder, ofCall);
    const call = await database().transaction((tx) => settleCall(tx, id));
    if (!call) continue;
    settled.push(call);
    await onChange(call);
  }
  return { calls: settled, turnIds: [...new Set(settled.flatMap(({ turnId }) => turnId ?? []))] };
}

/** Actions that wait although a person has answered. */
async function decidedActions(userId: string, conversationId: string): Promise<Decided[]> {
  return database()
    .select({ action: actions, call: toolCalls, approval: approvals, change: changes })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .innerJoin(changes, eq(changes.id, approvals.changeId))
    .where(
      and(
        eq(approvals.userId, userId),
        eq(approvals.conversationId, conversationId),
        inArray(approvals.status, ['allowed', 'denied']),
        eq(actions.status, 'waiting'),
      ),
    )
    .orderBy(asc(toolCalls.position), asc(actions.index));
}

/** The actions of one call: those that may run are sent together, as they were asked for. */
async function carryOutCall(holder: SessionHolder, decided: Decided[]): Promise<void> {
  const checked = await Promise.all(
    decided.map(async (one) => ({ ...one, verdict: await recheck(holder, one) })),
  );
  const ready: Decided[] = [];
  for (const one of checked) {
    if (one.verdict.answer === 'send') {
      if (await begin(one.action.id)) ready.push(one);
    } else await settleUnsent(one, one.verdict);
  }
  if (ready.length === 0) return;
  const answers = await sendActions(
    holder,
    ready.map(({ action: { tool, arguments: args } }) => ({ tool, arguments: args })),
  );
  const ended = ready.map(({ action }, at) => ({ ...action, ...pick(answers[at]) }));
  const call = ready[0]?.call;
  if (call)
    await whileDatabaseIsAway(() => database().transaction((tx) => recordActionEnds(tx, call, ended)));
}

type Verdict =
  | { answer: 'send' }
  | { answer: 'denied' | 'failed'; reason: string }
  | { answer: 'again'; examined: Extract<Examined, { answer: 'ask' }>; arguments: unknown };

/** Right before the write: is it still exactly what the person agreed to? */
async function recheck(holder: SessionHolder, { action, call, approval, change }: Decided): Promise<Verdict> {
  if (approval.status === 'denied')
    return { answer: 'denied', reason: `The person did not allow this${because(approval.reason)}` };
  const { tool } = action;
  const digest = changeDigest({
    tool,
    arguments: action.arguments,
    accountId: change.change.account?.id ?? null,
    fingerprint: change.fingerprint,
  });
  if (digest !== approval.digest || stableJson(action.arguments) !== stableJson(change.arguments))
    return { answer: 'denied', reason: 'It is not what was shown to the person, so it was not run.' };

  const { conversationId } = call;
  const asker = { conversationId, holder, rules: await rulesOf(holder.userId, conversationId) };
  const examined = await examineAction(asker, { tool, arguments: action.arguments });
  if (examined.answer === 'deny') return { answer: 'denied', reason: examined.reason };
  if (examined.answer !== 'impossible' && examined.plan?.fingerprint === change.fingerprint)
    return { answer: 'send' };

  // It moved on: the same wish, seen against what is there now.
  const moved = await whoMovedIt(confluenceRest(holder), change.change.target);
  const args = await rebase(holder, { call, action });
  const again = await examineAction(asker, { tool, arguments: args });
  if (again.answer === 'impossible') return { answer: 'failed', reason: again.reason };
  if (again.answer === 'deny') return { answer: 'denied', reason: again.reason };
  if (!again.plan) return { answer: 'failed', reason: 'It could not be looked at again.' };
  const reasons = [`${moved ?? 'What it would change has changed'} since you were asked. Look again.`];
  const mayRemember = again.answer === 'ask' && again.mayRemember;
  return {
    answer: 'again',
    arguments: args,
    examined: { answer: 'ask', kind: again.kind, plan: again.plan, reasons, mayRemember },
  };
}

async function settleUnsent(
  { action, call }: Decided,
  verdict: Exclude<Verdict, { answer: 'send' }>,
): Promise<void> {
  const { id: actionId, tool, kind } = action;
  const { id: toolCallId, userId, conversationId, turnId } = call;
  await database().transaction(async (tx) => {
    if (verdict.answer !== 'again') {
      const { answer: status, reason: error } = verdict;
      await tx
        .update(actions)
        .set({ status: 'running' })
        .where(and(eq(actions.id, actionId), eq(actions.status, 'waiting')));
      await recordActionEnds(tx, call, [
        { ...action, status, error, result: null, durationMs: 0, logId: null },
      ]);
      return;
    }
    const belongs = { userId, conversationId, turnId, toolCallId, actionId, tool, kind };
    const kept = keepChange(belongs, verdict.arguments, verdict.examined, { event: 'moved', reasons: [] });
    if (!kept) return;
    await tx
      .update(approvals)
      .set({ status: 'replaced' })
      .where(and(eq(approvals.actionId, actionId), eq(approvals.status, 'allowed')));
    await tx
      .update(actions)
      .set({ arguments: verdict.arguments, change: kept.change })
      .where(eq(actions.id, actionId));
    await kept.store(tx);
  });
}

/** Takes the one step from waiting to running; false when another process was first. */
async function begin(actionId: string): Promise<boolean> {
  const begun = await database()
    .update(actions)
    .set({ status: 'running' })
    .where(and(eq(actions.id, actionId), eq(actions.status, 'waiting')))
    .returning({ toolCallId: actions.toolCallId });
  for (const { toolCallId } of begun)
    await database().update(toolCalls).set({ status: 'running' }).where(eq(toolCalls.id, toolCallId));
  return begun.length > 0;
}

function pick(answer: Awaited<ReturnType<typeof sendActions>>[number] | undefined) {
  if (!answer)
    return { status: 'unknown' as const, result: null, error: null, durationMs: null, logId: null };
  const { status, result, error, durationMs, logId } = answer;
  return { status, result, error, durationMs, logId };
}

function because(reason: string | null): string {
  return reason === null ? '.' : `, and said: ${reason}`;
}
