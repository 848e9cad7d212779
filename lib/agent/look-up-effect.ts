import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { callTool } from '@/lib/composio/mcp-client';
import type { ComposioSession } from '@/lib/composio/session';
import { answeredActions, readToolAnswer } from '@/lib/composio/tool-result';
import { type Words, wordsOfError } from '@/lib/domain/phrase';
import { BATCH_TOOL } from '@/lib/domain/tool-call';
import { callPhrase } from '@/lib/phrases/call-phrases';
import type { Finding, LostWrite } from '@/lib/toolkits/toolkit';
import { effectLookup, toolkitOf } from '@/lib/toolkits/toolkits';

/** A write that was sent and then left alone may still be carried out for this long. */
const MAY_STILL_RUN_MS = 30_000;

type Lost = LostWrite & { tool: string };

/**
 * Looks in the app whether a write happened. It only reads; what cannot be told stays `unknown`. That a young write is not
 * there says nothing yet: then it looks again a little later.
 */
export async function lookUpEffect(
  session: ComposioSession,
  write: Lost,
  signal: AbortSignal,
): Promise<Finding> {
  const finding = await look(session, write);
  const left = write.startedAt.getTime() + MAY_STILL_RUN_MS - Date.now();
  if (finding.status !== 'failed' || left <= 0) return finding;
  await wait(left, undefined, { signal }).catch(() => undefined);
  return signal.aborted ? { status: 'unknown', found: finding.found } : look(session, write);
}

async function look(session: ComposioSession, write: Lost): Promise<Finding> {
  const toolkit = toolkitOf(write.tool);
  const lookup = effectLookup(write);
  if (!lookup) return { status: 'unknown', found: callPhrase.cannotBeTold({ toolkit }) };
  const unasked = (reason: Words): Finding => ({
    status: 'unknown',
    found: callPhrase.couldNotAsk({ toolkit, reason }),
  });
  const { tool, arguments: args } = lookup;
  const batch = { tools: [{ tool_slug: tool, arguments: args }], sync_response_to_workbench: false };
  try {
    const answer = readToolAnswer(await callTool(session.mcpUrl, BATCH_TOOL, batch));
    const [read] = answeredActions(BATCH_TOOL, [{ tool, arguments: args }], answer, 0);
    if (read?.status === 'succeeded') return lookup.read(read.result);
    return lookup.saysMissing(typeof read?.error === 'string' ? read.error : '')
      ? lookup.read(null)
      : unasked(read?.error ?? answer.error ?? callPhrase.failed());
  } catch (error) {
    return unasked(wordsOfError(error));
  }
}
