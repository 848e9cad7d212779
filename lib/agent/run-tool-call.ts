import 'server-only';
import { randomUUID } from 'node:crypto';
import { askerOf, type Examined, examineAction, notConnected } from '@/lib/approvals/examine-action';
import { type KeptChange, keepChange } from '@/lib/approvals/keep-change';
import { mapLimited } from '@/lib/approvals/map-limited';
import { pendingActions } from '@/lib/approvals/pending-actions';
import { replaceLossy } from '@/lib/approvals/replace-lossy';
import type { StoredCall } from '@/lib/approvals/stored-call';
import { type SessionHolder, sendActions, sendCall } from '@/lib/composio/send-actions';
import {
  type ActionAnswer,
  answeredActions,
  BATCH_TOOL,
  missingConnection,
  type RequestedAction,
  requestedActions,
  type ToolAnswer,
} from '@/lib/composio/tool-result';
import { config } from '@/lib/config/config';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import type { ActionKind } from '@/lib/domain/action-kind';
import { type ActionRecord, recordOf, statusOf, type ToolOutcome } from '@/lib/domain/tool-call';
import { AppError } from '@/lib/http/app-error';
import { actionKey } from '@/lib/ledger/action-key';
import { recordToolCallEnd, recordToolCallStart } from '@/lib/ledger/record-tool-call';
import { kindOfTool, ownTool, replacesText, signVersion } from '@/lib/toolkits/toolkits';
import { type PageCall, pageCall } from './page-tool';

/** What all tool calls of a turn share. */
export type ToolContext = SessionHolder & {
  conversationId: string;
  turnId: string;
  /** Called when an answer says that an app is not connected. */
  onMissingConnection: (toolkit: string) => void;
  /** What was written for the same request before it was interrupted, or may have been in this turn: only a person repeats it. */
  priorWrites: Map<string, ActionRecord>;
  /** Called as each call begins, with what it will come to. */
  onToolCall: (modelCallId: string, outcome: Promise<ToolOutcome>) => void;
  /** Called when an earlier call of this turn comes to something else than was shown. */
  onChangedCall: (call: StoredCall) => void;
  /** Once it is aborted nothing more is begun. */
  signal: AbortSignal;
  /** The calls of this turn that have ended, by their ids in the ledger. */
  ended: Set<string>;
};

/** An action of a call: answered from the ledger, or examined, and then run, left waiting or refused. */
type Step = RequestedAction & {
  id: string;
  index: number;
  kind: ActionKind;
  known: ActionRecord | undefined;
  examined: Examined | undefined;
};

/**
 * Runs one tool call of the model and keeps it in the ledger from before it starts until after it ends. Every action in it
 * passes the gate here: reads run, writes run only where a rule allows them, and otherwise wait for the person. It never throws
 * for what the tool or the way to it did: a failure is an outcome that the model and the person can read.
 */
export async function runToolCall(
  context: ToolContext,
  call: { modelCallId: string; tool: string; arguments: unknown },
): Promise<ToolOutcome> {
  const { tool } = call;
  const args = withinBounds(tool, asArguments(call.arguments));
  const startedAt = new Date();
  // What the model knew when it proposed this; calls of the same step run beside it.
  const earlier = new Set(context.ended);
  const page = isPageTool(tool) ? await pageCall(context, tool, args) : null;
  const steps = await examine(context, page ? requestedOf(page) : requestedActions(tool, args));
  const kept = new Map<Step, KeptChange>();
  const toolCallId = randomUUID();
  for (const step of steps) {
    const { kind } = step;
    const belongs = { ...belongsTo(context), toolCallId, actionId: step.id, tool: step.tool, kind };
    const change = step.examined && keepChange(belongs, step.arguments, step.examined);
    if (change) kept.set(step, change);
  }
  const begun = steps.map((step) => beginningOf(step, kept.get(step)));
  if (context.signal.aborted) throw new Error('Stopped before it ran.');
  const idle = begun.every(({ status }) => status !== 'running');
  const sends = steps.length ? !idle : page === null;
  await recordStart({
    ...{ id: toolCallId, ...belongsTo(context), modelCallId: call.modelCallId, tool },
    ...{ arguments: args, kind: kindOfCall(tool, steps) },
    ...{ status: sends ? 'running' : statusOf(begun.map(({ status }) => status)), actions: begun },
    also: async (tx) => {
      for (const change of kept.values()) await change.store(tx);
    },
  });
  for (const replaced of await replaceLossy(earlier, steps.flatMap(updatedPage)).catch(logged))
    context.onChangedCall(replaced);

  const started = performance.now();
  const running = begun.filter(({ status }) => status === 'running');
  const { answer, answers } = sends
    ? await send(context, { tool, args, page, running })
    : { answer: nothingSent(page), answers: [] };
  const durationMs = Math.round(performance.now() - started);
  const ended = new Map(running.map((action, at) => [action.index, answers[at]]));
  const actions = begun.map((action) => ({ ...action, logId: null, ...pick(ended.get(action.index)) }));
  // Nobody knows whether it happened, so the model may not try it again.
  for (const action of actions)
    if (action.status === 'unknown' && action.kind !== 'read')
      context.priorWrites.set(actionKey(action), action);
  const toolkit = notConnected(steps) ?? missingConnection(answer, answers, config().composio.toolkits);
  if (toolkit) context.onMissingConnection(toolkit);

  const statuses = actions.map(({ status }) => status);
  const outcome = {
    status: statusOf(sends || steps.length === 0 ? [answer.status, ...statuses] : statuses),
    startedAt: startedAt.toISOString(),
    durationMs,
    result: resultOf(page, answer, actions),
    error: answer.error ?? errorOf(actions),
  };
  const sent = actions.filter(({ index }) => ended.has(index));
  const belongs = { id: toolCallId, ...belongsTo(context) };
  await whileDatabaseIsAway(() => recordToolCallEnd(belongs, { ...outcome, actions: sent })).catch(
    (error: unknown) =>
      // It ran, whatever becomes of the record: model and person must hear of it.
      console.error(`[turn ${context.turnId}] the end of ${tool} could not be recorded:`, error),
  );
  context.ended.add(toolCallId);
  return { ...outcome, actions: actions.map(recordOf) };
}

/** Looks at each action before anything runs. */
async function examine(context: ToolContext, requested: RequestedAction[]): Promise<Step[]> {
  if (requested.length === 0) return [];
  const { conversationId } = context;
  const asker = await askerOf(context, conversationId);
  const writes = requested.some((action) => kindOfTool(action.tool) !== 'read');
  const pending = writes ? await pendingActions(conversationId) : new Set<string>();
  const look = async (action: RequestedAction, index: number): Promise<Step> => {
    const id = randomUUID();
    const args = signVersion(action.tool, asArguments(action.arguments), id);
    const step = { id, index, tool: action.tool, arguments: args, kind: kindOfTool(action.tool) };
    const known = context.priorWrites.get(actionKey(step));
    if (known) return { ...step, known, examined: undefined };
    if (pending.has(actionKey(step)))
      return { ...step, known, examined: { answer: 'impossible', kind: step.kind, reason: WAITS_ALREADY } };
    const examined = await examineAction(asker, step);
    return { ...step, kind: examined.kind, known, examined };
  };
  return mapLimited(requested, look);
}

const WAITS_ALREADY =
  'Exactly this waits for the person’s decision already. It was not asked again: tell the person what waits.';

const MAY_HAVE_RUN =
  'Exactly this was sent before, and nobody knows yet whether it happened. Look before repeating it.';

type Begun = ActionRecord & { id: string };

/** How an action stands before anything is sent. */
function beginningOf({ examined, known, ...step }: Step, kept: KeptChange | undefined): Begun {
  const { id, index, tool, kind, arguments: args } = step;
  const base = { id, index, tool, kind, arguments: args, result: null, error: null, durationMs: null };
  const change = kept?.change ?? null;
  // What may have been done is not done again; the one that it was keeps its own entry.
  if (known?.status === 'unknown')
    return { ...base, kind: known.kind, status: 'failed', error: MAY_HAVE_RUN };
  if (known) {
    const { status, result, error } = known;
    return { ...base, kind: known.kind, status, result, error, durationMs: 0 };
  }
  switch (examined?.answer) {
    case 'ask':
      return { ...base, change, status: 'waiting' };
    case 'deny':
      return { ...base, change, status: 'denied', error: examined.reason };
    case 'impossible':
      return { ...base, status: 'failed', error: examined.reason };
    default:
      return { ...base, change, status: 'running' };
  }
}

type Sent = { answer: ToolAnswer; answers: ActionAnswer[] };

/** Sends what may run, in the form in which the model asked for it. */
async function send(
  context: ToolContext,
  { tool, args, page, running }: Asked & { running: RequestedAction[] },
): Promise<Sent> {
  if (page) {
    const answers = await sendActions(context, running);
    const [{ status, error, logId } = NOTHING] = answers;
    return { answer: { status: sentStatus(status), data: null, error, logId }, answers };
  }
  const started = performance.now();
  const tools = running.map((action) => ({ tool_slug: action.tool, arguments: action.arguments }));
  const answer = await sendCall(
    context,
    tool,
    tool === BATCH_TOOL ? { ...args, tools } : (oneOf(running) ?? args),
  );
  const durationMs = Math.round(performance.now() - started);
  return { answer, answers: answeredActions(tool, running, answer, durationMs) };
}

type Asked = { tool: string; args: Record<string, unknown>; page: PageCall | null };

const NOTHING = { status: 'succeeded' as const, error: null, logId: null };

/** The arguments of a call that is one action: signed, if it has a version. */
function oneOf(running: RequestedAction[]): Record<string, unknown> | undefined {
  return running[0] && asArguments(running[0].arguments);
}

function sentStatus(status: ActionRecord['status']): ToolAnswer['status'] {
  return status === 'succeeded' || status === 'failed' ? status : 'unknown';
}

/** The answer of a call of which nothing was sent. */
function nothingSent(page: PageCall | null): ToolAnswer {
  const error = page?.does === 'nothing' ? page.reason : null;
  return { status: error === null ? 'succeeded' : 'failed', data: null, error, logId: null };
}

/** What the model and the card get as the result of the whole call. */
function resultOf(page: PageCall | null, answer: ToolAnswer, actions: ActionRecord[]): unknown {
  const [first] = actions;
  if (page?.does === 'read' && first?.status === 'succeeded') return page.describe(first.result);
  return answer.data ?? (actions.length === 1 ? first?.result : null);
}

const requestedOf = (page: PageCall): RequestedAction[] => (page.does === 'nothing' ? [] : [page.action]);

function isPageTool(tool: string): boolean {
  return ownTool(tool) !== undefined;
}

function belongsTo({ userId, conversationId, turnId }: ToolContext) {
  return { userId, conversationId, turnId };
}

/** The page or blog post that an update was proposed for. */
function updatedPage({ tool, examined }: Step): string[] {
  if (!replacesText(tool)) return [];
  if (examined?.answer !== 'ask' && examined?.answer !== 'allow') return [];
  const id = examined.plan?.change.target.id;
  return id ? [id] : [];
}

/** Connections are made by the person: the model may look at them and ask for one, not remove or renew any. */
function withinBounds(tool: string, args: Record<string, unknown>): Record<string, unknown> {
  return tool === 'COMPOSIO_MANAGE_CONNECTIONS' ? { toolkits: args.toolkits } : args;
}

function pick(answer: ActionAnswer | undefined): Partial<ActionAnswer> {
  if (!answer) return {};
  const { status, result, error, durationMs, logId } = answer;
  return { status, result, error, durationMs, logId };
}

function errorOf(actions: ActionRecord[]): string | null {
  const failed = actions.filter(({ status }) => status === 'failed' || status === 'unknown');
  if (failed.length === 0) return null;
  return actions.length === 1
    ? (failed[0]?.error ?? null)
    : `${failed.length} of ${actions.length} actions did not succeed.`;
}

/** What cannot be recorded is not run. The reason of the database is for the log, not for model or person. */
async function recordStart(call: Parameters<typeof recordToolCallStart>[0]): Promise<void> {
  await recordToolCallStart(call).catch((cause: unknown) => {
    console.error(`[turn ${call.turnId}] the start of ${call.tool} could not be recorded:`, cause);
    throw new AppError('internal', 'This step could not be recorded, so it was not run.', { cause });
  });
}

function logged(error: unknown): never[] {
  console.error('[changes] an earlier proposal could not be withdrawn:', error);
  return [];
}

/** A batch is as strong as the strongest action in it. */
function kindOfCall(tool: string, steps: Step[]): ActionKind {
  if (steps.length === 0) return kindOfTool(tool);
  const kinds = steps.map(({ kind }) => kind);
  return kinds.find((kind) => kind === 'destructive') ?? kinds.find((kind) => kind === 'write') ?? 'read';
}

function asArguments(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
