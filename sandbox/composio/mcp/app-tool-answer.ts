import type { ComposioContext } from '../context.ts';
import { type Caller, executeTool } from '../execute-tool.ts';
import { newId } from '../ids.ts';
import { TOOLKIT_VERSION } from '../toolkit/catalogue.ts';

type LogEntry = { level: 'info' | 'error'; timestamp: string; message: string };

/** The context with its calls to Confluence written down, without the query, as it may hold what a person wrote. */
function watched(context: ComposioContext): { context: ComposioContext; logs: LogEntry[]; last(): number } {
  const logs: LogEntry[] = [];
  let last = 0;
  const fetch = async (request: Request) => {
    const response = await context.confluence.fetch(request);
    last = response.status;
    logs.push({
      level: response.ok ? 'info' : 'error',
      timestamp: context.now().toISOString(),
      message: `${request.method} ${new URL(request.url).pathname} answered ${last}`,
    });
    return response;
  };
  return { context: { ...context, confluence: { fetch } }, logs, last: () => last };
}

/**
 * Runs an app tool that was called by its own name and wraps its outcome as Composio's endpoint does: unless the context
 * says no, with the logs of the run and the status of the last HTTP call, 0 when there was none.
 */
export async function answerAppTool(
  context: ComposioContext,
  caller: Caller,
  call: { slug: string; arguments: unknown },
) {
  const run = watched(context);
  const outcome = await executeTool(run.context, caller, call);
  const refused = outcome.kind === 'refused';
  const error = outcome.kind === 'done' ? null : outcome.error;
  const answer = {
    successful: error === null,
    data: refused ? {} : outcome.data,
    error,
    version: TOOLKIT_VERSION,
    log_id: refused ? newId('log') : outcome.logId,
  };
  if (!context.verboseResults) return answer;
  return {
    ...answer,
    logs: run.logs,
    mercury_last_http_status_code: run.last(),
    is_latest_version: true,
  };
}
