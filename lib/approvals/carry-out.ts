import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { appRest } from '@/lib/composio/app-rest';
import { type SessionHolder, sendActions } from '@/lib/composio/send-actions';
import { database, type Transaction } from '@/lib/db/client';
import { actions, approvals, changes, toolCalls } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import { recordActionEnds } from '@/lib/ledger/record-tool-call';
import { toolkitOf, whoMovedIt } from '../toolkits/toolkits';
import { changeDigest, stableJson } from './digest';
import { askerOf, type Examined, examineAction } from './examine-action';
import { keepChange } from './keep-change';
import { mapLimited } from './map-limited';
import { refreshArguments } from './refresh-arguments';

type Decided = {
  action: typeof actions.$inferSelect;
  call: typeof toolCalls.$inferSelect;
  approval: typeof approvals.$inferSelect;
  change: typeof changes.$inferSelect;
};

/** A permission that was not used for this long is asked for again: the person may not remember it. */
const STALE_MS = 15 * 60_000;

/**
 * Does what was decided in a conversation and not done yet: refused actions are closed; allowed ones are looked at once more
 * right before they are sent. Where the target moved on the person is asked again. Safe to call again after a crash: an action
 * that was sent is never sent twice. Once `signal` is aborted nothing more is sent.
 * @param onChange called with the id of each tool call that stands differently now
 */
export async function carryOut(
  holder: SessionHolder,
  conversationId: string,
  { signal, onChange }: { signal: AbortSignal; onChange: (toolCallId: string) => Promise<void> },
): Promise<void> {
  const decided = await decidedActions(holder.userId, conversationId);
  const calls = new Map<string, Decided[]>();
  for (const one of decided) calls.set(one.call.id, [...(calls.get(one.call.id) ?? []), one]);
  for (const [id, ofCall] of calls) {
    if (signal.aborted) return;
    await carryOutCall(holder, ofCall, signal).finally(() => onChange(id));
  }
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
async function carryOutCall(holder: SessionHolder, decided: Decided[], signal: AbortSignal): Promise<void> {
  const checked = await mapLimited(decided, async (one) => ({
    ...one,
    verdict: await recheck(holder, one),
  }));
  const ready: Decided[] = [];
  for (const one of checked) {
    if (signal.aborted) break;
    if (one.verdict.answer === 'send') {
      if (await begin(one)) ready.push(one);
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

  const late = Date.now() - (approval.decidedAt?.getTime() ?? 0) > STALE_MS;
  const asker = await askerOf(holder, call.conversationId);
  const examined = await examineAction(asker, { tool, arguments: action.arguments });
  if (examined.answer === 'deny') return { answer: 'denied', reason: examined.reason };
  const same = examined.answer !== 'impossible' && examined.plan?.fingerprint === change.fingerprint;
  if (same && !late) return { answer: 'send' };

  // It moved on: the same wish, seen against what is there now.
  const moved = same ? null : await whoMovedIt(appRest(holder, toolkitOf(tool)), tool, change.change.target);
  const args = await refreshArguments(holder, { call, action });
  const again = await examineAction(asker, { tool, arguments: args });
  if (again.answer === 'impossible') return { answer: 'failed', reason: again.reason };
  if (again.answer === 'deny') return { answer: 'denied', reason: again.reason };
  if (!again.plan) return { answer: 'failed', reason: 'It could not be looked at again.' };
  const reasons = [same ? TOO_LONG_AGO : `${moved ?? MOVED} Look again.`];
  const mayRemember = again.answer === 'ask' && again.mayRemember;
  return {
    answer: 'again',
    arguments: args,
    examined: { answer: 'ask', kind: again.kind, plan: again.plan, reasons, mayRemember },
  };
}

const MOVED = 'What it would change has changed since you were asked.';
const TOO_LONG_AGO = 'You allowed this before, but it was not done then. Decide again.';

/** Is the action still waiting, by just this decision? Holds both until the end of the transaction. */
async function stillDecided(tx: Transaction, { action, approval }: Decided): Promise<boolean> {
  const [waiting] = await tx
    .select({ id: actions.id })
    .from(actions)
    .innerJoin(approvals, eq(approvals.actionId, actions.id))
    .where(
      and(
        eq(actions.id, action.id),
        eq(actions.status, 'waiting'),
        eq(approvals.id, approval.id),
        eq(approvals.status, approval.status),
      ),
    )
    .for('update');
  return waiting !== undefined;
}

async function settleUnsent(decided: Decided, verdict: Exclude<Verdict, { answer: 'send' }>): Promise<void> {
  const { action, call, approval } = decided;
  const { id: actionId, tool, kind } = action;
  const { id: toolCallId, userId, conversationId, turnId } = call;
  await database().transaction(async (tx) => {
    if (!(await stillDecided(tx, decided))) return;
    if (verdict.answer !== 'again') {
      const { answer: status, reason: error } = verdict;
      await tx.update(actions).set({ status: 'running' }).where(eq(actions.id, actionId));
      await recordActionEnds(tx, call, [
        { ...action, status, error, result: null, durationMs: null, logId: null },
      ]);
      return;
    }
    const belongs = { userId, conversationId, turnId, toolCallId, actionId, tool, kind };
    const { edited } = action.change ?? {};
    const kept = keepChange(belongs, verdict.arguments, verdict.examined, { event: 'moved', edited });
    if (!kept) return;
    await tx.update(approvals).set({ status: 'replaced' }).where(eq(approvals.id, approval.id));
    await tx
      .update(actions)
      .set({ arguments: verdict.arguments, change: kept.change })
      .where(eq(actions.id, actionId));
    await kept.store(tx);
  });
}

/** Takes the one step from waiting to running; false when another process was first, or the question is another by now. */
async function begin(decided: Decided): Promise<boolean> {
  const { action, call } = decided;
  return database().transaction(async (tx) => {
    if (!(await stillDecided(tx, decided))) return false;
    await tx.update(actions).set({ status: 'running', sentAt: new Date() }).where(eq(actions.id, action.id));
    await tx.update(toolCalls).set({ status: 'running' }).where(eq(toolCalls.id, call.id));
    return true;
  });
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
