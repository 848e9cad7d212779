import 'server-only';
import { and, asc, eq, inArray, ne, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { actions, approvals, ledger, toolCalls } from '@/lib/db/schema';
import { together } from '@/lib/db/together';
import type { PlannedChange } from '@/lib/domain/change';
import type { Words } from '@/lib/domain/phrase';
import type { CallStatus } from '@/lib/domain/tool-call';
import { effectOf } from '@/lib/toolkits/toolkits';
import { type ActionOf, actionOf } from './action-of';
import {
  answerOf,
  askPerson,
  type Decided,
  decisionOf,
  entryOf,
  inLedger,
  keepDecision,
  NOTHING,
  type Question,
  tell,
} from './action-writes';
import { wordsAdded } from './call-words';
import { keepWords } from './kept-words';
import { keepResult } from './results';

// The life of an action. Every change of an action's status is one of these transitions: it looks at the state it comes from,
// writes the row and the ledger's entries together, and answers which call stands differently, for those who watch. One that
// does not fit the state it finds changes nothing and answers null: somebody else was first.
//
//   propose ─► waiting ─ begin ─► running ─ end ─► succeeded | failed | unknown
//                │  ▲                 └─ lose ─► unknown ─ end ─► succeeded | failed
//                │  └ ask again
//                └ refuse, withdraw ─► denied | failed

/** A call that stands differently now. `turnId` is null for an undo. */
export type CallChanged = { callId: string; turnId: string | null };

/** How an action begins: it waits for a person, is sent at once, or never runs. */
export type Beginning =
  | { status: 'waiting'; question: Question }
  | { status: 'running'; plan: PlannedChange | null; decided: Decided | null }
  | { status: 'denied'; plan: PlannedChange | null; decided: Decided; error: Words }
  | { status: 'failed'; error: Words }
  /** Answered by what an earlier action did. */
  | {
      status: 'known';
      of: { status: CallStatus; result: unknown; error: Words | null; found?: Words | null };
    };

/** Writes an action down as it begins. */
export async function propose(
  tx: Queries,
  action: ActionOf & { index: number; arguments: unknown; undoes?: string },
  begins: Beginning,
): Promise<CallChanged> {
  const { toolCallId, actionId: id, tool, kind, index, undoes, arguments: args } = action;
  const row = { id, toolCallId, index, tool, kind, arguments: args, undoes };
  const known = begins.status === 'known' ? keepResult(action.conversationId, begins.of.result) : null;
  const question = begins.status === 'waiting' ? askPerson(tx, action, begins.question, 'asked') : null;
  const decided = begins.status === 'denied' || begins.status === 'running' ? begins : null;
  const decision = decided?.decided && keepDecision(tx, action, decided.plan, decided.decided);
  const writes = kind !== 'read';
  const entries = [
    ...(writes && begins.status !== 'known' ? [entryOf(action, 'proposed', {})] : []),
    ...(question ?? decision ?? NOTHING).entries,
    ...(writes && begins.status === 'running' ? [entryOf(action, 'begun', {})] : []),
    ...(writes && begins.status === 'failed'
      ? [entryOf(action, 'ended', { status: 'failed', error: begins.error })]
      : []),
  ];
  await together(tx, [
    tx.insert(actions).values({ ...row, ...stateOf(begins), ...known?.row }),
    wordsAdded(toolCallId, { tool, arguments: args, ...toldOf(begins) }),
    ...(known ?? question ?? decision ?? NOTHING).writes,
    ...inLedger(tx, entries),
  ]);
  return changed(action);
}

function stateOf(begins: Beginning) {
  switch (begins.status) {
    case 'waiting':
      return { status: begins.status };
    case 'running':
      return { status: begins.status, sentAt: new Date() };
    case 'denied':
    case 'failed':
      return { status: begins.status, ...keepWords(begins.error), endedAt: new Date() };
    case 'known': {
      const { status, error, found } = begins.of;
      return { status, ...keepWords(error, found), durationMs: 0, endedAt: new Date() };
    }
  }
}

/** What a beginning tells to find the action by. */
function toldOf(begins: Beginning) {
  switch (begins.status) {
    case 'waiting':
      return { change: begins.question.plan.change };
    case 'running':
      return { change: begins.plan?.change };
    case 'denied':
      return { change: begins.plan?.change, said: begins.error };
    case 'failed':
      return { said: begins.error };
    case 'known':
      return { result: begins.of.result, said: begins.of.found ?? begins.of.error };
  }
}

/** Takes a person's answer to an open question; the action waits on, to be sent or refused. */
export async function decide(
  tx: Queries,
  action: ActionOf,
  approvalId: string,
  decided: Decided,
): Promise<CallChanged | null> {
  if (!(await answerQuestion(tx, approvalId, decided))) return null;
  await tell(tx, action, 'decided', { decision: decisionOf(decided) });
  return changed(action);
}

/**
 * Asks again in place of the last question, with the action as it would be now.
 * @param event `moved` when the target changed after the person had decided
 */
export async function askAgain(
  tx: Queries,
  action: ActionOf & { arguments: unknown },
  last: { id: string; status: 'pending' | 'allowed' | 'denied' },
  question: Question,
  event: 'asked' | 'moved',
): Promise<CallChanged | null> {
  const { actionId, arguments: args } = action;
  if (!(await holdIn(tx, actionId, ['waiting']))) return null;
  const replaced = await tx
    .update(approvals)
    .set({ status: 'replaced' })
    .where(and(eq(approvals.id, last.id), eq(approvals.status, last.status)))
    .returning({ id: approvals.id });
  if (replaced.length === 0) return null;
  const asked = askPerson(tx, action, question, event);
  await together(tx, [
    move(tx, actionId, { arguments: args }),
    wordsAdded(action.toolCallId, { ...action, change: question.plan.change }),
    ...asked.writes,
    ...inLedger(tx, asked.entries),
  ]);
  return changed(action);
}

/** Withdraws an open question: the action will not run. */
export async function withdraw(
  tx: Queries,
  action: ActionOf,
  approvalId: string,
  rule: Words,
): Promise<CallChanged | null> {
  const decided = { by: 'policy', answer: 'deny', scope: null, reason: null, rule } as const;
  if (!(await holdIn(tx, action.actionId, ['waiting']))) return null;
  if (!(await answerQuestion(tx, approvalId, decided))) return null;
  await together(tx, [
    move(tx, action.actionId, { status: 'denied', ...keepWords(rule), endedAt: new Date() }),
    wordsAdded(action.toolCallId, { tool: action.tool, said: rule }),
    ...inLedger(tx, [entryOf(action, 'decided', { decision: decisionOf(decided) })]),
  ]);
  return changed(action);
}

/** Ends an action that was decided and will not be sent: the person said no, or what was allowed cannot be done. */
export async function refuse(
  tx: Queries,
  action: ActionOf,
  approval: { id: string; status: 'allowed' | 'denied' },
  { status, error }: { status: 'denied' | 'failed'; error: Words },
): Promise<CallChanged | null> {
  if (!(await holdDecided(tx, action.actionId, approval))) return null;
  await together(tx, [
    move(tx, action.actionId, { status, ...keepWords(error), endedAt: new Date() }),
    wordsAdded(action.toolCallId, { tool: action.tool, said: error }),
    ...inLedger(tx, [entryOf(action, 'ended', { status, error })]),
  ]);
  return changed(action);
}

/** The one step from waiting to running; what is sent is sent after it, once. */
export async function begin(
  tx: Queries,
  action: ActionOf,
  approval: { id: string; status: 'allowed' | 'denied' },
): Promise<CallChanged | null> {
  if (approval.status !== 'allowed' || !(await holdDecided(tx, action.actionId, approval))) return null;
  await together(tx, [
    move(tx, action.actionId, { status: 'running', sentAt: new Date() }),
    ...inLedger(tx, action.kind === 'read' ? [] : [entryOf(action, 'begun', {})]),
  ]);
  return changed(action);
}

/** How an action that was sent has ended. Of what is `unknown` nobody can say whether it ran. */
export type End = {
  status: 'succeeded' | 'failed' | 'unknown';
  result: unknown;
  error: Words | null;
  /** What a look into the app told, of one that got no answer and did happen. */
  found?: Words;
  durationMs: number | null;
  logId: string | null;
};

/**
 * Writes down how an action that was sent has ended; also one that was given up for lost and ends after all. What it undoes is
 * told too. The ledger hears of it even where the conversation was deleted meanwhile. The transaction holds the conversation, as
 * `keepResult` needs it.
 */
export async function end(
  tx: Queries,
  action: ActionOf & { arguments: unknown; undoes?: string | null },
  { status, result, error, found, durationMs, logId }: End,
): Promise<CallChanged | null> {
  const [row] = await tx
    .select({ status: actions.status, versionBefore: VERSION_SHOWN })
    .from(actions)
    .where(eq(actions.id, action.actionId))
    .for('update');
  if (row && row.status !== 'running' && row.status !== 'unknown') return null;
  const kept = keepResult(action.conversationId, result);
  const state = { status, ...kept.row, ...keepWords(error, found), durationMs, logId, endedAt: new Date() };
  // It was looked for and not found out: nothing new happened.
  const again = row?.status === 'unknown' && status === 'unknown';
  const versions =
    action.kind === 'read'
      ? {}
      : {
          versionBefore: row?.versionBefore ?? null,
          versionAfter: effectOf(action.tool, action.arguments, result).versionAfter,
        };
  await together(tx, [
    move(tx, action.actionId, state),
    ...kept.writes,
    wordsAdded(action.toolCallId, { ...action, result, said: found ?? error }),
    ...inLedger(
      tx,
      again ? [] : [entryOf(action, 'ended', { status, error, durationMs, logId, ...versions })],
    ),
  ]);
  if (again) return changed(action);
  if (action.undoes && status === 'succeeded') await tellUndone(tx, action.undoes, action.actionId);
  return changed(action);
}

/** Gives up actions that were at work when their process died: nobody knows how they end. */
export async function lose(tx: Queries, which: SQL | undefined): Promise<CallChanged[]> {
  const running = await tx
    .select({ action: actions, call: toolCalls })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(and(eq(actions.status, 'running'), which))
    // In the order in which they end: two transactions that lock in another order can block each other.
    .orderBy(asc(toolCalls.position), asc(actions.index))
    .for('update', { of: actions });
  for (const { action, call } of running) {
    await together(tx, [
      move(tx, action.id, { status: 'unknown', endedAt: new Date() }),
      ...inLedger(tx, action.kind === 'read' ? [] : [entryOf(actionOf(call, action), 'lost', {})]),
    ]);
  }
  return running.map(({ call }) => ({ callId: call.id, turnId: call.turnId }));
}

/** Keeps in the ledger that somebody tried to decide and was refused. It changes nothing. */
export async function refuseDecision(
  tx: Queries,
  about: Omit<ActionOf, 'turnId' | 'toolCallId' | 'actionId'> & { toolCallId?: string; actionId?: string },
  detail: { code: string; error: Words },
): Promise<void> {
  await tx.insert(ledger).values({ ...about, event: 'refused', detail });
}

function changed({ toolCallId, turnId }: ActionOf): CallChanged {
  return { callId: toolCallId, turnId };
}

/** Holds an action until the end of the transaction; false when it is not in one of these states. */
async function holdIn(tx: Queries, actionId: string, states: CallStatus[]): Promise<boolean> {
  const [row] = await tx
    .select({ id: actions.id })
    .from(actions)
    .where(and(eq(actions.id, actionId), inArray(actions.status, states)))
    .for('update');
  return row !== undefined;
}

/** Is the action still waiting, by just this decision? */
async function holdDecided(
  tx: Queries,
  actionId: string,
  approval: { id: string; status: 'allowed' | 'denied' },
): Promise<boolean> {
  const [row] = await tx
    .select({ id: approvals.id })
    .from(actions)
    .innerJoin(approvals, eq(approvals.actionId, actions.id))
    .where(
      and(
        eq(actions.id, actionId),
        eq(actions.status, 'waiting'),
        eq(approvals.id, approval.id),
        eq(approvals.status, approval.status),
        ne(approvals.status, 'pending'),
      ),
    )
    .for('update');
  return row !== undefined;
}

/** The statement that writes how an action stands. */
function move(tx: Queries, actionId: string, to: Partial<typeof actions.$inferInsert>): SQLWrapper {
  return tx.update(actions).set(to).where(eq(actions.id, actionId));
}

async function answerQuestion(tx: Queries, approvalId: string, decided: Decided): Promise<boolean> {
  const answered = await tx
    .update(approvals)
    .set(answerOf(decided))
    .where(and(eq(approvals.id, approvalId), eq(approvals.status, 'pending')))
    .returning({ id: approvals.id });
  return answered.length > 0;
}

/** The version of the target that the person, or the rule, was shown; of what was allowed. */
const VERSION_SHOWN = sql<number | null>`(
  select changes.summary #> '{target,version}' from approvals join changes on changes.id = approvals.change_id
  where approvals.action_id = actions.id and approvals.status = 'allowed' limit 1)`;

/** Tells on an action that another one undid it. */
async function tellUndone(tx: Queries, actionId: string, by: string): Promise<void> {
  const [undone] = await tx
    .select({ action: actions, call: toolCalls })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(eq(actions.id, actionId));
  if (undone) await tell(tx, actionOf(undone.call, undone.action), 'undone', { actionId: by });
}
