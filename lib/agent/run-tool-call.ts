import 'server-only';
import { eq } from 'drizzle-orm';
import { withdrawLossy } from '@/lib/approvals/withdraw-lossy';
import { endOfAction } from '@/lib/composio/end-of-action';
import { sendActions, sendCall } from '@/lib/composio/send-actions';
import {
  type ActionAnswer,
  answeredActions,
  missingConnection,
  type RequestedAction,
  requestedActions,
  type ToolAnswer,
} from '@/lib/composio/tool-result';
import { config } from '@/lib/config/config';
import { database } from '@/lib/db/client';
import { holdConversation } from '@/lib/db/hold-conversation';
import { toolCalls } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import type { Words } from '@/lib/domain/phrase';
import {
  type ActionRecord,
  BATCH_TOOL,
  statusOf,
  strongestKind,
  type ToolOutcome,
} from '@/lib/domain/tool-call';
import { actionKey } from '@/lib/ledger/action-key';
import type { ActionOf } from '@/lib/ledger/action-of';
import { resultWith } from '@/lib/ledger/kept-words';
import { outcomeOf } from '@/lib/ledger/outcome-of';
import { readCalls } from '@/lib/ledger/read-calls';
import { beginActions, beginCall, endCall } from '@/lib/ledger/record-call';
import { end } from '@/lib/ledger/transitions';
import { callPhrase } from '@/lib/phrases/call-phrases';
import { saidError } from '@/lib/phrases/said-error';
import { say, sayAny } from '@/lib/phrases/say';
import type { OwnCall } from '@/lib/toolkits/toolkit';
import { describeAction, kindOfTool, ownRun, ownTool, replacesText } from '@/lib/toolkits/toolkits';
import { asArguments, examineCall, type Step } from './examine-call';
import { ownCall } from './own-call';
import type { ToolContext } from './tool-context';

/** A call of the model, as it stands in the history under `callId`. */
type ModelCall = { callId: string; tool: string; arguments: unknown };

/**
 * Runs one tool call of the model and keeps in the history how it goes. Every action in it passes the gate: reads run, writes run
 * only where a rule allows them, and otherwise wait for the person. What the tool or the way to it does wrong is an outcome that
 * the model and the person can read. Throws where the call could not be written down, and then nothing was sent.
 */
export async function runToolCall(context: ToolContext, call: ModelCall): Promise<ToolOutcome> {
  const { callId, tool } = call;
  const args = withinBounds(tool, asArguments(call.arguments));
  // What the model knew when it proposed this; calls of the same step run beside it.
  const earlier = new Set(context.ended);
  const own = ownTool(tool) ? await ownCall(context, tool, args) : null;
  const requested = own ? requestedOf(own) : requestedActions(tool, args);
  const steps = await examineCall(context, requested);
  if (own?.does === 'nothing') return unsent(context, call, own.reason);
  if (context.signal.aborted) return unsent(context, call, callPhrase.stoppedBefore());
  await begin(context, call, steps);
  for (const changed of await withdrawLossy(earlier, steps.flatMap(replacedText)).catch(logged))
    context.tell({ type: 'call', ...changed });
  const running = steps.filter(({ begins }) => begins.status === 'running');
  if (running.length > 0) context.tell({ type: 'call', callId, turnId: context.turnId });
  const sends = steps.length === 0 || running.length > 0;
  const started = performance.now();
  const sent = sends ? await send(context, { tool, args, own, running }) : NOTHING_SENT;
  const durationMs = Math.round(performance.now() - started);
  const toolkit =
    steps.find((step) => step.notConnected)?.notConnected ??
    missingConnection([sent.answer, ...sent.answers], config().composio.toolkits);
  if (toolkit) context.tell({ type: 'not-connected', toolkit });
  // Nobody knows whether it happened, so the model may not try it again.
  for (const [at, step] of running.entries())
    if (endOfAction(sent.answers[at]).status === 'unknown' && step.kind !== 'read')
      context.priorWrites.set(actionKey(step), { ...step, ...endOfAction(sent.answers[at]) });
  const ending = { steps: running, sent, durationMs, alone: steps.length === 0 };
  const kept = sends ? await recordEnd(context, call, ending) : true;
  context.ended.add(callId);
  return (kept ? await readOutcome(callId) : null) ?? lastOutcome(call, steps, sent);
}

/** What cannot be written down is not run. The reason of the database is for the log, not for model or person. */
async function begin(context: ToolContext, { callId, tool }: ModelCall, steps: Step[]): Promise<void> {
  const { conversationId, turnId } = context;
  const call = { id: callId, conversationId, turnId };
  const begun = steps.map((step) => ({
    action: { ...actionOfStep(context, callId, step), index: step.index, arguments: step.arguments },
    begins: step.begins,
  }));
  await (begun.length > 0 ? beginActions(call, begun) : beginCall(call)).catch((cause: unknown) => {
    console.error(`[turn ${turnId}] the start of ${tool} could not be recorded:`, cause);
    throw saidError('internal', callPhrase.notRecorded(), { cause });
  });
}

function actionOfStep(context: ToolContext, toolCallId: string, { id, tool, kind }: Step): ActionOf {
  const { userId, conversationId, turnId } = context;
  return { userId, conversationId, turnId, toolCallId, actionId: id, tool, kind };
}

type Sent = { answer: ToolAnswer; answers: ActionAnswer[] };

const NOTHING_SENT: Sent = {
  answer: { status: 'succeeded', data: null, error: null, logId: null },
  answers: [],
};

type Sending = {
  tool: string;
  args: Record<string, unknown>;
  own: OwnCall | null;
  running: RequestedAction[];
};

/** Sends what may run, in the form in which the model asked for it. */
async function send(context: ToolContext, { tool, args, own, running }: Sending): Promise<Sent> {
  // One of our own goes over REST, whichever way the model asked for it.
  if (own || running.some((action) => ownRun(action.tool)))
    return { ...NOTHING_SENT, answers: await sendActions(context, running) };
  const started = performance.now();
  const tools = running.map((action) => ({ tool_slug: action.tool, arguments: action.arguments }));
  // The arguments of a call that is one action are signed, if it has a version.
  const alone = running[0] ? asArguments(running[0].arguments) : args;
  const answer = await sendCall(context, tool, tool === BATCH_TOOL ? { ...args, tools } : alone);
  const durationMs = Math.round(performance.now() - started);
  return { answer, answers: answeredActions(tool, running, answer, durationMs) };
}

type Ending = { steps: Step[]; sent: Sent; durationMs: number; alone: boolean };

/** Writes down how a call ended. It ran, whatever becomes of the record: the model must hear of it. Answers whether it is kept. */
async function recordEnd(context: ToolContext, call: ModelCall, ending: Ending): Promise<boolean> {
  const { conversationId } = context;
  const { steps, sent, durationMs, alone } = ending;
  const { status, data: result, error } = sent.answer;
  const own = alone ? { status, result, error } : undefined;
  try {
    await whileDatabaseIsAway(() =>
      database().transaction(async (tx) => {
        // One call at a time: those of one step may have read the same pages.
        await holdConversation(tx, conversationId, 'no key update');
        // Then the call, as when its conversation is deleted: in another order the two could block each other.
        await endCall(tx, { id: call.callId, conversationId }, { durationMs, own });
        for (const [at, step] of steps.entries()) {
          const action = { ...actionOfStep(context, call.callId, step), arguments: step.arguments };
          await end(tx, action, endOfAction(sent.answers[at]));
        }
      }),
    );
    return true;
  } catch (thrown) {
    console.error(`[turn ${context.turnId}] the end of ${call.tool} could not be recorded:`, thrown);
    return false;
  }
}

/** Ends a call of which nothing was sent and no action is known. */
async function unsent({ conversationId }: ToolContext, call: ModelCall, error: Words): Promise<ToolOutcome> {
  const answer = { status: 'failed' as const, data: null, error, logId: null };
  const own = { status: answer.status, result: null, error };
  await endCall(database(), { id: call.callId, conversationId }, { durationMs: 0, own });
  return (await readOutcome(call.callId)) ?? lastOutcome(call, [], { answer, answers: [] });
}

/** How a call stands in the history; null when that cannot be read. */
async function readOutcome(callId: string): Promise<ToolOutcome | null> {
  const [call] = await readCalls(database(), eq(toolCalls.id, callId)).catch(() => []);
  return call ? outcomeOf(call) : null;
}

/** How a call ended, where the history cannot tell: that could not be written, or the conversation was deleted. */
function lastOutcome(
  { tool, arguments: args }: ModelCall,
  steps: Step[],
  { answer, answers }: Sent,
): ToolOutcome {
  const sent = steps.filter(({ begins }) => begins.status === 'running');
  const actions = steps.map((step) => recordOfStep(step, answers[sent.indexOf(step)]));
  return {
    words: describeAction(tool, args),
    kind: steps.length ? strongestKind(steps.map(({ kind }) => kind)) : kindOfTool(tool),
    status: statusOf(steps.length ? actions.map(({ status }) => status) : [answer.status]),
    startedAt: new Date().toISOString(),
    durationMs: answers[0]?.durationMs ?? 0,
    result: answer.data,
    error: sayAny(answer.error),
    actions,
  };
}

/** @param answer of an action that was sent */
function recordOfStep(step: Step, answer: ActionAnswer | undefined): ActionRecord {
  const { index, tool, kind, arguments: args, begins } = step;
  const durationMs = answer?.durationMs ?? null;
  const about = { index, tool, words: describeAction(tool, args), kind, arguments: args, durationMs };
  switch (begins.status) {
    case 'running': {
      const { status, result, error } = endOfAction(answer);
      return { ...about, status, result, error: sayAny(error) };
    }
    case 'known': {
      const { status, result, error, found } = begins.of;
      return { ...about, status, result: resultWith(result, found), error: sayAny(error) };
    }
    case 'waiting':
      return { ...about, status: 'waiting', result: null, error: null };
    default:
      return { ...about, status: begins.status, result: null, error: say(begins.error) };
  }
}

const requestedOf = (own: OwnCall): RequestedAction[] => (own.does === 'nothing' ? [] : [own.action]);

/** The text that is proposed to be replaced, by the id of what it stands in. */
function replacedText({ tool, begins }: Step): string[] {
  if (!replacesText(tool)) return [];
  const plan =
    begins.status === 'waiting' ? begins.question.plan : begins.status === 'running' ? begins.plan : null;
  const id = plan?.change.target.id;
  return id ? [id] : [];
}

/**
 * Connections are made by the person: the model may look at them and ask for one, not remove or renew any. There is no
 * workbench, so the model is not asked whether a batch is to use it.
 */
function withinBounds(tool: string, args: Record<string, unknown>): Record<string, unknown> {
  if (tool === BATCH_TOOL) return { ...args, sync_response_to_workbench: false };
  return tool === 'COMPOSIO_MANAGE_CONNECTIONS' ? { toolkits: args.toolkits } : args;
}

function logged(error: unknown): never[] {
  console.error('[approvals] an earlier proposal could not be withdrawn:', error);
  return [];
}
