import { listAccounts } from './accounts/account-store.ts';
import { chooseAccount } from './accounts/choose-account.ts';
import { withFreshToken } from './accounts/fresh-token.ts';
import type { ComposioContext } from './context.ts';
import { newId } from './ids.ts';
import type { SessionConfig } from './sessions/session-config.ts';
import { sessionRestriction } from './sessions/session-tools.ts';
import { checkArguments } from './tool-arguments.ts';
import { type CatalogueTool, findTool } from './toolkit/catalogue.ts';
import { CONFLUENCE } from './toolkit/toolkit.ts';
import { EXECUTORS } from './tools/executors.ts';
import { AtlassianError, openRest, ToolError } from './tools/rest.ts';

/** Who runs a tool, and what they may run. */
export type Caller = { project: string; userId: string; config: SessionConfig; origin: string };

export type ToolOutcome =
  | { kind: 'done'; data: unknown; logId: string }
  /** The tool ran, or could not run with these arguments. `data` is Atlassian's answer when there is one. */
  | { kind: 'failed'; error: string; data: unknown; logId: string }
  /** The call never came to the tool. */
  | { kind: 'refused'; reason: 'unknown_tool' | 'restricted' | 'no_connection'; error: string };

async function runTool(
  context: ComposioContext,
  tool: CatalogueTool,
  given: unknown,
  site: { origin: string; cloudId: string; accessToken: string },
): Promise<ToolOutcome> {
  const logId = newId('log');
  const checked = checkArguments(tool, given);
  if (!checked.ok) return { kind: 'failed', error: checked.error, data: {}, logId };
  const execute = EXECUTORS.get(tool.slug);
  if (execute === undefined) {
    return { kind: 'failed', error: `The sandbox does not have ${tool.slug} yet.`, data: {}, logId };
  }
  try {
    return { kind: 'done', data: await execute(checked.value, openRest(context.confluence, site)), logId };
  } catch (error) {
    if (error instanceof AtlassianError) {
      return { kind: 'failed', error: error.message, data: error.body, logId };
    }
    if (error instanceof ToolError) return { kind: 'failed', error: error.message, data: {}, logId };
    throw error;
  }
}

/**
 * The one way to run an app tool, for every door into the sandbox: find it, ask the session's filters, choose the
 * account, check the arguments, run it.
 * @param call.account id or alias of the account, when the caller names one
 */
export async function executeTool(
  context: ComposioContext,
  caller: Caller,
  call: { slug: string; arguments: unknown; account?: string | undefined },
): Promise<ToolOutcome> {
  const tool = findTool(call.slug);
  if (tool === undefined) {
    return { kind: 'refused', reason: 'unknown_tool', error: `Tool ${call.slug} not found.` };
  }
  const restriction = sessionRestriction(caller.config, tool);
  if (restriction !== undefined) return { kind: 'refused', reason: 'restricted', error: restriction };

  const accounts = listAccounts(context, caller.project, caller.userId);
  const choice = chooseAccount(accounts, CONFLUENCE.slug, caller.config, call.account);
  if (!choice.found) return { kind: 'refused', reason: 'no_connection', error: choice.error };
  const account = await withFreshToken(context, choice.account, caller.origin);
  if (account.status !== 'ACTIVE' || account.access_token === null || account.cloud_id === null) {
    const error = `No active connected account found for toolkit: ${CONFLUENCE.slug}`;
    return { kind: 'refused', reason: 'no_connection', error };
  }
  return runTool(context, tool, call.arguments, {
    origin: caller.origin,
    cloudId: account.cloud_id,
    accessToken: account.access_token,
  });
}
