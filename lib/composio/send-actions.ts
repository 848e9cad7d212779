import 'server-only';
import { type Words, wordsOfError } from '@/lib/domain/phrase';
import { BATCH_TOOL } from '@/lib/domain/tool-call';
import { callPhrase } from '@/lib/phrases/call-phrases';
import { ownRun, toolkitOf } from '@/lib/toolkits/toolkits';
import { appRest } from './app-rest';
import { callTool, NoAnswerError, SessionLostError } from './mcp-client';
import { replaceSession, type SessionHolder } from './session';
import {
  type ActionAnswer,
  answeredActions,
  type RequestedAction,
  readToolAnswer,
  type ToolAnswer,
} from './tool-result';

export type { SessionHolder };

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
    const nothing = { data: null, logId: null };
    return error instanceof NoAnswerError
      ? { ...nothing, status: 'unknown', error: noAnswer(error) }
      : {
          ...nothing,
          status: 'failed',
          error: callPhrase.notRunByComposio({ reason: wordsOfError(error) }),
        };
  }
}

/**
 * Runs actions of apps, each once, and says how each ended; never throws. They go in one batch, but for those that no tool of
 * Composio does.
 */
export async function sendActions(
  holder: SessionHolder,
  requested: RequestedAction[],
): Promise<ActionAnswer[]> {
  const own = requested.map((action) => runOverRest(holder, action));
  const batched = requested.filter((_, at) => own[at] === null);
  const [ended, ...answers] = await Promise.all([sendBatch(holder, batched), ...own]);
  const rest = [...ended];
  return answers.flatMap((answer, index) => {
    const one = answer ?? rest.shift();
    return one === undefined ? [] : [{ ...one, index }];
  });
}

async function sendBatch(holder: SessionHolder, requested: RequestedAction[]): Promise<ActionAnswer[]> {
  if (requested.length === 0) return [];
  const started = performance.now();
  const tools = requested.map(({ tool, arguments: args }) => ({ tool_slug: tool, arguments: args }));
  const answer = await sendCall(holder, BATCH_TOOL, { tools, sync_response_to_workbench: false });
  return answeredActions(BATCH_TOOL, requested, answer, Math.round(performance.now() - started));
}

/** Runs an action of a tool of ours; null when a tool of Composio does it. */
function runOverRest(holder: SessionHolder, action: RequestedAction): Promise<ActionAnswer> | null {
  const run = ownRun(action.tool);
  if (run === undefined) return null;
  const started = performance.now();
  const ended = async (): Promise<ToolAnswer> => {
    try {
      const data = await run(appRest(holder, toolkitOf(action.tool)), action.arguments);
      return { status: 'succeeded', data, error: null, logId: null };
    } catch (error) {
      return error instanceof NoAnswerError
        ? { status: 'unknown', data: null, error: noAnswer(error), logId: null }
        : { status: 'failed', data: null, error: wordsOfError(error), logId: null };
    }
  };
  return ended().then((answer) => {
    const [one] = answeredActions(action.tool, [action], answer, Math.round(performance.now() - started));
    if (one === undefined) throw new Error('one action has one answer');
    return one;
  });
}

function noAnswer(error: NoAnswerError): Words {
  return callPhrase.noAnswer({ reason: error.words });
}
