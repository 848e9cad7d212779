import 'server-only';
import { callTool, NoAnswerError, SessionLostError } from './mcp-client';
import { type ComposioSession, replaceSession } from './session';
import {
  type ActionAnswer,
  answeredActions,
  BATCH_TOOL,
  readToolAnswer,
  type ToolAnswer,
} from './tool-result';

/** A person's session, which is replaced when Composio no longer knows it. */
export type SessionHolder = { userId: string; session: ComposioSession };

/**
 * Calls a tool once and says how it ended; never throws. A call that got no answer is `unknown`: it may have run. Nothing is
 * repeated but what Composio refused before running anything.
 */
export async function sendCall(
  holder: SessionHolder,
  tool: string,
  args: Record<string, unknown>,
): Promise<ToolAnswer> {
  const call = async () => readToolAnswer(await callTool(holder.session.mcpUrl, tool, args));
  try {
    return await call().catch(async (error: unknown) => {
      if (!(error instanceof SessionLostError)) throw error;
      // Composio refused before running anything, so asking again in a new session repeats nothing.
      holder.session = await replaceSession(holder.userId, holder.session.sessionId);
      return call();
    });
  } catch (error) {
    console.error(`[composio] ${tool}:`, error);
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

/** Runs actions of an app in one batch, and says how each ended. */
export async function sendActions(
  holder: SessionHolder,
  requested: { tool: string; arguments: unknown }[],
): Promise<ActionAnswer[]> {
  if (requested.length === 0) return [];
  const started = performance.now();
  const tools = requested.map(({ tool, arguments: args }) => ({ tool_slug: tool, arguments: args }));
  const answer = await sendCall(holder, BATCH_TOOL, { tools, sync_response_to_workbench: false });
  return answeredActions(BATCH_TOOL, requested, answer, Math.round(performance.now() - started));
}
