import { z } from 'zod';
import { openAccount } from './accounts/open-account.ts';
import type { ComposioContext, SiteAccess } from './context.ts';
import { newId } from './ids.ts';
import { describeIssues } from './read-body.ts';
import type { SessionConfig } from './sessions/session-config.ts';
import { sessionRestriction } from './sessions/session-tools.ts';
import { checkArguments } from './tool-arguments.ts';
import { type CatalogueTool, findTool } from './toolkit/catalogue.ts';
import { CONFLUENCE } from './toolkit/toolkit.ts';
import { executorOf } from './tools/executors.ts';
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
  site: SiteAccess,
  origin: string,
): Promise<ToolOutcome> {
  const logId = newId('log');
  const checked = checkArguments(tool, given);
  if (!checked.ok) return { kind: 'failed', error: checked.error, data: {}, logId };
  try {
    const data = await executorOf(tool.slug)(checked.value, openRest(site, { origin, now: context.now }));
    return { kind: 'done', data: context.enlarge ? context.enlarge(tool.slug, data) : data, logId };
  } catch (error) {
    if (error instanceof AtlassianError) {
      return { kind: 'failed', error: error.message, data: error.body, logId };
    }
    if (error instanceof ToolError) return { kind: 'failed', error: error.message, data: error.data, logId };
    if (error instanceof z.ZodError) {
      const text = `Confluence answered something unexpected: ${describeIssues(error)}`;
      return { kind: 'failed', error: text, data: {}, logId };
    }
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

  const opened = await openAccount(context, caller, {
    toolkit: CONFLUENCE.slug,
    tool: tool.slug,
    account: call.account,
  });
  if (!opened.found) return { kind: 'refused', reason: opened.reason, error: opened.error };
  return runTool(context, tool, call.arguments, opened.site, caller.origin);
}
