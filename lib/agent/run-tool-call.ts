import 'server-only';
import { randomUUID } from 'node:crypto';
import { callTool, NoAnswerError, SessionLostError } from '@/lib/composio/mcp-client';
import { type ComposioSession, replaceSession } from '@/lib/composio/session';
import {
  type ActionAnswer,
  answeredActions,
  BATCH_TOOL,
  missingConnection,
  pendingActions,
  readToolAnswer,
  requestedActions,
  type ToolAnswer,
} from '@/lib/composio/tool-result';
import { config } from '@/lib/config/config';
import { signVersion } from '@/lib/confluence/sign-version';
import { type ActionKind, kindOfTool } from '@/lib/confluence/tool-kind';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import { actionKey } from '@/lib/history/action-key';
import { recordToolCallEnd, recordToolCallStart } from '@/lib/history/record-tool-call';
import type { ActionRecord, ToolOutcome } from '@/lib/history/tool-call';
import { AppError } from '@/lib/http/app-error';

/** What all tool calls of a turn share. */
export type ToolContext = {
  userId: string;
  conversationId: string;
  turnId: string;
  session: ComposioSession;
  /** Called when an answer says that an app is not connected. */
  onMissingConnection: (toolkit: string) => void;
  /** What was written for the same request before it was interrupted, or may have been in this turn: only a person repeats it. */
  doneBefore: Map<string, ActionRecord>;
  /** Called as each call begins, with what it will come to. */
  onToolCall: (modelCallId: string, outcome: Promise<ToolOutcome>) => void;
};

/**
 * Runs one tool call of the model and keeps it in the ledger from before it starts until after it ends. It never
 * throws for what the tool or the way to it did: a failure is an outcome that the model and the person can read.
 */
export async function runToolCall(
  context: ToolContext,
  call: { modelCallId: string; tool: string; arguments: unknown },
): Promise<ToolOutcome> {
  const { modelCallId, tool } = call;
  const unsigned = asArguments(call.arguments);
  const actionIds = requestedActions(tool, unsigned).map(() => randomUUID());
  const args = signedArguments(tool, unsigned, actionIds);
  const requested = requestedActions(tool, args);
  const startedAt = new Date();
  const started = performance.now();
  const ledgerId = await recordStart({
    userId: context.userId,
    conversationId: context.conversationId,
    turnId: context.turnId,
    modelCallId,
    tool,
    arguments: args,
    kind: kindOfCall(tool, requested),
    actions: pendingActions(requested, 'running').map((action) => ({
      ...action,
      id: actionIds[action.index],
    })),
  });
  const { answer, actions } = await askForTheRest(context, tool, args, requested);
  const durationMs = Math.round(performance.now() - started);
  // Nobody knows whether it happened, so the model may not try it again.
  for (const action of actions)
    if (action.status === 'unknown' && action.kind !== 'read')
      context.doneBefore.set(actionKey(action), action);
  const toolkit = missingConnection(answer, actions, config().composio.toolkits);
  if (toolkit) context.onMissingConnection(toolkit);

  const outcome = {
    status: statusOf(answer, actions),
    startedAt: startedAt.toISOString(),
    durationMs,
    result: answer.data,
    error: answer.error ?? errorOf(actions),
  };
  await whileDatabaseIsAway(() => recordToolCallEnd(ledgerId, { ...outcome, actions })).catch(
    (error: unknown) =>
      // It ran, whatever becomes of the record: model and person must hear of it.
      console.error(`[turn ${context.turnId}] the end of ${tool} could not be recorded:`, error),
  );
  return { ...outcome, actions: actions.map(({ logId: _, ...action }) => action) };
}

/** Puts each action's mark where Confluence keeps one, so that its effect can be told apart later. */
function signedArguments(
  tool: string,
  args: Record<string, unknown>,
  actionIds: string[],
): Record<string, unknown> {
  if (tool !== BATCH_TOOL) return signVersion(tool, args, actionIds[0] ?? '');
  const signed = requestedActions(tool, args).map((action, index) =>
    signVersion(action.tool, asArguments(action.arguments), actionIds[index] ?? ''),
  );
  if (!Array.isArray(args.tools)) return args;
  return {
    ...args,
    tools: args.tools.map((item: unknown, index) => ({ ...asArguments(item), arguments: signed[index] })),
  };
}

/** Asks for what was not done before, and answers what was from the ledger. */
async function askForTheRest(
  context: ToolContext,
  tool: string,
  args: Record<string, unknown>,
  requested: { tool: string; arguments: unknown }[],
): Promise<{ answer: ToolAnswer; actions: ActionAnswer[] }> {
  const started = performance.now();
  const before = requested.map((action) => context.doneBefore.get(actionKey(action)));
  const rest = requested.filter((_, index) => before[index] === undefined);
  const tools = Array.isArray(args.tools) ? args.tools.filter((_, index) => before[index] === undefined) : [];
  const answer: ToolAnswer =
    rest.length === 0 && requested.length > 0
      ? { status: 'succeeded', data: null, error: null, logId: null }
      : await ask(context, tool, tool === BATCH_TOOL ? { ...args, tools } : args);
  const durationMs = Math.round(performance.now() - started);
  const answered = answeredActions(tool, rest, answer, durationMs);
  const actions = requested.flatMap(({ tool, arguments: asked }, index): ActionAnswer[] => {
    const known = before[index];
    if (!known) return answered.splice(0, 1).map((action) => ({ ...action, index }));
    const { kind, status, result, error } = known;
    return [{ index, tool, kind, arguments: asked, status, result, error, durationMs: 0, logId: null }];
  });
  return { answer: rest.length || !actions[0] ? answer : { ...answer, data: actions[0].result }, actions };
}

/** A call is as good as the worst of its actions; one of which it is not known whether it ran weighs most. */
function statusOf(answer: ToolAnswer, actions: ActionRecord[]): ToolOutcome['status'] {
  const statuses = [answer.status, ...actions.map(({ status }) => status)];
  if (statuses.includes('unknown')) return 'unknown';
  return statuses.every((status) => status === 'succeeded') ? 'succeeded' : 'failed';
}

function errorOf(actions: ActionRecord[]): string | null {
  const failed = actions.filter(({ status }) => status !== 'succeeded');
  if (failed.length === 0) return null;
  return actions.length === 1
    ? (failed[0]?.error ?? null)
    : `${failed.length} of ${actions.length} actions did not succeed.`;
}

/** What cannot be recorded is not run. The reason of the database is for the log, not for model or person. */
async function recordStart(call: Parameters<typeof recordToolCallStart>[0]): Promise<string> {
  return recordToolCallStart(call).catch((cause: unknown) => {
    console.error(`[turn ${call.turnId}] the start of ${call.tool} could not be recorded:`, cause);
    throw new AppError('internal', 'This step could not be recorded, so it was not run.', { cause });
  });
}

async function ask(context: ToolContext, tool: string, args: Record<string, unknown>): Promise<ToolAnswer> {
  const call = async () => readToolAnswer(await callTool(context.session.mcpUrl, tool, args));
  try {
    return await call().catch(async (error: unknown) => {
      if (!(error instanceof SessionLostError)) throw error;
      // Composio refused before running anything, so asking again in a new session repeats nothing.
      context.session = await replaceSession(context.userId, context.session.sessionId);
      return call();
    });
  } catch (error) {
    console.error(`[turn ${context.turnId}] ${tool}:`, error);
    const reason = error instanceof Error ? error.message : String(error);
    return error instanceof NoAnswerError
      ? {
          status: 'unknown',
          data: null,
          error: `No answer came (${reason}). It may have run: look before repeating it.`,
          logId: null,
        }
      : { status: 'failed', data: null, error: `Composio did not run it: ${reason}.`, logId: null };
  }
}

/** A batch is as strong as the strongest action in it. */
function kindOfCall(tool: string, requested: { tool: string }[]): ActionKind {
  if (requested.length === 0) return kindOfTool(tool);
  const kinds = requested.map((action) => kindOfTool(action.tool));
  return kinds.find((kind) => kind === 'destructive') ?? kinds.find((kind) => kind === 'write') ?? 'read';
}

function asArguments(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
