import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { callTool } from '@/lib/composio/mcp-client';
import type { ComposioSession } from '@/lib/composio/session';
import { answeredActions, BATCH_TOOL, readToolAnswer } from '@/lib/composio/tool-result';
import { effectLookup, type Finding, type LostWrite } from '@/lib/toolkits/confluence/defining/look-up';

/** A write that was sent and then left alone may still be carried out for this long. */
const MAY_STILL_RUN_MS = 30_000;

/**
 * Looks in Confluence whether a write happened. It only reads; what cannot be told stays `unknown`. That a young write is not
 * there says nothing yet: then it looks again a little later.
 */
export async function lookUpEffect(
  session: ComposioSession,
  write: LostWrite,
  signal: AbortSignal,
): Promise<Finding> {
  const finding = await look(session, write);
  const left = write.startedAt.getTime() + MAY_STILL_RUN_MS - Date.now();
  if (finding.status !== 'failed' || left <= 0) return finding;
  await wait(left, undefined, { signal }).catch(() => undefined);
  return signal.aborted ? { status: 'unknown', found: finding.found } : look(session, write);
}

async function look(session: ComposioSession, write: LostWrite): Promise<Finding> {
  const lookup = effectLookup(write);
  if (!lookup) return { status: 'unknown', found: 'Its effect cannot be told apart. Look in Confluence.' };
  const { tool, arguments: args } = lookup;
  const batch = { tools: [{ tool_slug: tool, arguments: args }], sync_response_to_workbench: false };
  try {
    const answer = readToolAnswer(await callTool(session.mcpUrl, BATCH_TOOL, batch));
    const [read] = answeredActions(BATCH_TOOL, [{ tool, arguments: args }], answer, 0);
    if (read?.status === 'succeeded') return lookup.read(read.result);
    if (/\b404\b|\bcannot find a (page|blog post)\b/i.test(read?.error ?? '')) return lookup.read(null);
    return { status: 'unknown', found: `Confluence could not be asked: ${read?.error ?? answer.error}` };
  } catch (error) {
    return {
      status: 'unknown',
      found: `Confluence could not be asked: ${error instanceof Error ? error.message : error}`,
    };
  }
}
