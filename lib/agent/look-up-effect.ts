import 'server-only';
import { callTool } from '@/lib/composio/mcp-client';
import type { ComposioSession } from '@/lib/composio/session';
import { answeredActions, BATCH_TOOL, readToolAnswer } from '@/lib/composio/tool-result';
import { effectLookup, type Finding, type LostWrite } from '@/lib/confluence/find-effect';

/** Looks in Confluence whether a write happened. It only reads; what cannot be told stays `unknown`. */
export async function lookUpEffect(session: ComposioSession, write: LostWrite): Promise<Finding> {
  const lookup = effectLookup(write);
  if (!lookup) return { status: 'unknown', found: 'Its effect cannot be told apart. Look in Confluence.' };
  const { tool, arguments: args } = lookup;
  const batch = { tools: [{ tool_slug: tool, arguments: args }], sync_response_to_workbench: false };
  try {
    const answer = readToolAnswer(await callTool(session.mcpUrl, BATCH_TOOL, batch));
    const [read] = answeredActions(BATCH_TOOL, [{ tool, arguments: args }], answer, 0);
    if (read?.status === 'succeeded') return lookup.read(read.result);
    if (/\b404\b|not found|cannot find/i.test(read?.error ?? '')) return lookup.read(null);
    return { status: 'unknown', found: `Confluence could not be asked: ${read?.error ?? answer.error}` };
  } catch (error) {
    return {
      status: 'unknown',
      found: `Confluence could not be asked: ${error instanceof Error ? error.message : error}`,
    };
  }
}
