import 'server-only';
import { and, asc, eq, getTableColumns, inArray } from 'drizzle-orm';
import { appRest } from '@/lib/composio/app-rest';
import { endOfAction } from '@/lib/composio/end-of-action';
import { type SessionHolder, sendActions } from '@/lib/composio/send-actions';
import { missingConnection } from '@/lib/composio/tool-result';
import { config } from '@/lib/config/config';
import { database } from '@/lib/db/client';
import { holdConversation } from '@/lib/db/hold-conversation';
import { actions, approvals, changes, toolCalls } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import type { Words } from '@/lib/domain/phrase';
import { type ActionOf, actionOf } from '@/lib/ledger/action-of';
import type { Question } from '@/lib/ledger/action-writes';
import { changeDigest } from '@/lib/ledger/change-digest';
import { askAgain, begin, end, refuse } from '@/lib/ledger/transitions';
import { gatePhrase } from '@/lib/phrases/gate-phrases';
import { toolkitOf, whoMovedIt } from '@/lib/toolkits/toolkits';
import { type Asker, askerOf, examineAction } from './examine-action';
import { readsFor } from './known-reads';
import { mapLimited } from './map-limited';
import { refreshArguments } from './refresh-arguments';
import type { WorkEvent } from './work-event';

type Tell = (happened: WorkEvent) => Promise<void>;

/** An action that waits although a person has answered. */
type Decided = {
  action: ActionOf & { arguments: unknown };
  call: typeof toolCalls.$inferSelect;
  approval: typeof approvals.$inferSelect & { status: 'allowed' | 'denied' };
  change: Omit<typeof changes.$inferSelect, 'preview' | 'before'>;
};

/** A permission that was not used for this long is asked for again: the person may not remember it. */
const STALE_MS = 15 * 60_000;

/**
 * Does what was decided in a conversation and not done yet: refused actions are closed; allowed ones are looked at once more
 * right before they are sent. Where the target moved on the person is asked again. Safe to call again after a crash: an action
 * that was sent is never sent twice. Once `signal` is aborted nothing more is sent.
 * @param tell told of each call that stands differently now, and of apps that are not connected
 */
export async function carryOut(
  holder: SessionHolder,
  conversationId: string,
  { signal, tell }: { signal: AbortSignal; tell: Tell },
): Promise<void> {
  const decided = await decidedActions(holder.userId, conversationId);
  for (const [callId, ofCall] of Map.groupBy(decided, ({ call }) => call.id)) {
    if (signal.aborted) return;
    const turnId = ofCall[0]?.call.turnId ?? null;
    await carryOutCall(holder, ofCall, { signal, tell }).finally(() =>
      tell({ type: 'call', callId, turnId }),
    );
  }
}

/** Actions that wait although a person has answered. */
async function decidedActions(userId: string, conversationId: string): Promise<Decided[]> {
  const { preview: _, before: __, ...shown } = getTableColumns(changes);
  const rows = await database()
    .select({ action: actions, call: toolCalls, approval: approvals, change: shown })
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
  return rows.flatMap(({ action, call, approval: { status, ...approval }, change }) =>
    status === 'allowed' || status === 'denied'
      ? [
          {
            action: { ...actionOf(call, action), arguments: action.arguments },
            call,
            approval: { ...approval, status },
            change,
          },
        ]
      : [],
  );
}

/** The actions of one call: those that may run are sent together, as they were asked for. */
async function carryOutCall(
  holder: SessionHolder,
  decided: Decided[],
  { signal, tell }: { signal: AbortSignal; tell: Tell },
): Promise<void> {
  const checked = await recheckAll(holder, decided);
  const ready: Decided['action'][] = [];
  for (const { action, approval, rechecked } of checked) {
    if (signal.aborted) break;
    await database().transaction(async (tx) => {
      await holdConversation(tx, action.conversationId, 'no key update');
      if (rechecked.answer === 'send') {
        if (await begin(tx, action, approval)) ready.push(action);
      } else if (rechecked.answer === 'again')
        await askAgain(
          tx,
          { ...action, arguments: rechecked.arguments },
          approval,
          rechecked.question,
          'moved',
        );
      else await refuse(tx, action, approval, { status: rechecked.answer, error: rechecked.reason });
    });
    if (rechecked.answer === 'failed' && rechecked.notConnected)
      await tell({ type: 'not-connected', toolkit: rechecked.notConnected });
  }
  const [first] = ready;
  if (!first) return;
  await tell({ type: 'call', callId: first.toolCallId, turnId: first.turnId });
  const answers = await sendActions(holder, ready);
  const toolkit = missingConnection(answers, config().composio.toolkits);
  if (toolkit) await tell({ type: 'not-connected', toolkit });
  await whileDatabaseIsAway(() =>
    database().transaction(async (tx) => {
      await holdConversation(tx, first.conversationId, 'no key update');
      for (const [at, action] of ready.entries()) await end(tx, action, endOfAction(answers[at]));
    }),
  );
}

type Recheck =
  | { answer: 'send' }
  | { answer: 'denied'; reason: Words }
  | { answer: 'failed'; reason: Words; notConnected?: string | undefined }
  | { answer: 'again'; question: Question; arguments: unknown };

/** All that is to be known of the apps again is asked for at once, and shared by these actions. */
async function recheckAll(holder: SessionHolder, decided: Decided[]) {
  const [first] = decided;
  if (!first) return [];
  const asker = await askerOf(holder, first.action.conversationId);
  return mapLimited(decided, async (one) => ({ ...one, rechecked: await recheck(holder, asker, one) }));
}

/** Right before the write: is it still exactly what the person agreed to? */
async function recheck(holder: SessionHolder, asker: Asker, decided: Decided): Promise<Recheck> {
  const { action, approval, change } = decided;
  if (approval.status === 'denied')
    return { answer: 'denied', reason: gatePhrase.personRefused({ reason: approval.reason }) };
  const { tool } = action;
  const accountId = change.summary.account?.id ?? null;
  const { fingerprint } = change;
  if (changeDigest({ tool, arguments: action.arguments, accountId, fingerprint }) !== approval.digest)
    return { answer: 'denied', reason: gatePhrase.notWhatWasShown() };
  const late = Date.now() - (approval.decidedAt?.getTime() ?? 0) > STALE_MS;
  asker.app(toolkitOf(tool)).reads.ahead(readsFor(approval.digest));
  const examined = await examineAction(asker, { tool, arguments: action.arguments });
  if (examined.answer === 'deny') return { answer: 'denied', reason: examined.reason };
  const same = examined.answer !== 'impossible' && examined.plan?.fingerprint === fingerprint;
  return same && !late ? { answer: 'send' } : lookAgain(holder, decided, same);
}

/** It moved on, or was allowed long ago: the same wish, seen against what is there now. */
async function lookAgain(
  holder: SessionHolder,
  { action, call, change: { summary, edited } }: Decided,
  same: boolean,
): Promise<Recheck> {
  const moved = same
    ? null
    : await whoMovedIt(appRest(holder, toolkitOf(action.tool)), action.tool, summary.target);
  const args = await refreshArguments(holder, { call, action, edited });
  const asker = await askerOf(holder, call.conversationId);
  const again = await examineAction(asker, { tool: action.tool, arguments: args });
  if (again.answer === 'impossible') {
    const { reason, notConnected } = again;
    return { answer: 'failed', reason, notConnected };
  }
  if (again.answer === 'deny') return { answer: 'denied', reason: again.reason };
  if (!again.plan) return { answer: 'failed', reason: gatePhrase.notLookedAtAgain() };
  const reasons = same
    ? [gatePhrase.allowedLongAgo()]
    : [moved ?? gatePhrase.moved(), gatePhrase.lookAgain()];
  const mayRemember = again.answer === 'ask' && again.mayRemember;
  return { answer: 'again', arguments: args, question: { plan: again.plan, reasons, mayRemember, edited } };
}
