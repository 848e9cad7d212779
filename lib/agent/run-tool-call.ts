import 'server-only';
import { callTool, SessionLostError } from '@/lib/composio/mcp-client';
import { type ComposioSession, replaceSession } from '@/lib/composio/session';
import {
  answeredActions,
  missingConnection,
  pendingActions,
  readToolAnswer,
  requestedActions,
  type ToolAnswer,
} from '@/lib/composio/tool-result';
import { config } from '@/lib/config/config';
import { type ActionKind, kindOfTool } from '@/lib/confluence/tool-kind';
import { recordToolCallEnd, recordToolCallStart } from '@/lib/history/record-tool-call';
import type { ToolOutcome } from '@/lib/history/tool-call';

/** What all tool calls of a turn share. */
export type ToolContext = {
  userId: string;
  conversationId: string;
  turnId: string;
  session: ComposioSession;
  /** Called when an answer says that an app is not connected. */
  onMissingConnection: (toolkit: string) => void;
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
  const args = asArguments(call.arguments);
  const requested = requestedActions(tool, args);
  const startedAt = new Date();
  const started = performance.now();
  const ledgerId = await recordToolCallStart({
    ...{ userId: context.userId, conversationId: context.conversationId, turnId: context.turnId },
    ...{ modelCallId, tool, arguments: args },
    kind: kindOfCall(tool, requested),
    actions: pendingActions(requested, 'running'),
  });
  const answer = await ask(context, tool, args);
  const durationMs = Math.round(performance.now() - started);
  const actions = answeredActions(tool, requested, answer, durationMs);
  const toolkit = missingConnection(answer, actions, config().composio.toolkits);
  if (toolkit) context.onMissingConnection(toolkit);

  const failed = actions.filter(({ status }) => status !== 'succeeded').length;
  const error =
    answer.error ??
    (failed === 0
      ? null
      : requested.length === 1
        ? (actions[0]?.error ?? null)
        : `${failed} of ${requested.length} actions failed.`);
  const outcome = {
    status: answer.successful && failed === 0 ? ('succeeded' as const) : ('failed' as const),
    startedAt: startedAt.toISOString(),
    durationMs,
    result: answer.data,
    error,
  };
  await recordToolCallEnd(ledgerId, { ...outcome, actions });
  return { ...outcome, actions: actions.map(({ logId: _, ...action }) => action) };
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
    return {
      successful: false,
      data: null,
      error: `Composio gave no answer: ${error instanceof Error ? error.message : String(error)}`,
      logId: null,
    };
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
