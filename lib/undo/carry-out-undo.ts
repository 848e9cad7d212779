import 'server-only';
import { appRest } from '@/lib/composio/app-rest';
import { NoAnswerError } from '@/lib/composio/mcp-client';
import { type SessionHolder, sendActions } from '@/lib/composio/send-actions';
import type { UndoStep } from '../domain/change';
import { type Words, wordsOfError } from '../domain/phrase';
import { callPhrase } from '../phrases/call-phrases';

/** How the steps ended. Of what is `unknown` nobody can say whether it ran. */
export type StepsEnd = {
  status: 'succeeded' | 'failed' | 'unknown';
  result: unknown;
  error: Words | null;
  logId: string | null;
};

/** Does the steps of an undo one after the other, each once; the first that does not succeed ends it. */
export async function carryOutUndo(holder: SessionHolder, steps: UndoStep[]): Promise<StepsEnd> {
  const results: unknown[] = [];
  let logId: string | null = null;
  for (const step of steps) {
    const end = step.via === 'tool' ? await runTool(holder, step) : await send(holder, step);
    logId = end.logId ?? logId;
    if (end.status !== 'succeeded') return { ...end, result: results.length ? results : null, logId };
    results.push(end.result);
  }
  return { status: 'succeeded', result: results.length === 1 ? results[0] : results, error: null, logId };
}

async function runTool(
  holder: SessionHolder,
  { tool, arguments: args }: Extract<UndoStep, { via: 'tool' }>,
): Promise<StepsEnd> {
  const [end] = await sendActions(holder, [{ tool, arguments: args }]);
  if (end?.status === 'succeeded' || end?.status === 'failed')
    return { status: end.status, result: end.result, error: end.error, logId: end.logId };
  return { status: 'unknown', result: null, error: end?.error ?? null, logId: null };
}

async function send(holder: SessionHolder, step: Extract<UndoStep, { via: 'rest' }>): Promise<StepsEnd> {
  const nothing = { result: null, logId: null };
  try {
    const result = await appRest(holder, step.toolkit).send(step);
    return { ...nothing, status: 'succeeded', result, error: null };
  } catch (error) {
    const reason = wordsOfError(error);
    return error instanceof NoAnswerError
      ? { ...nothing, status: 'unknown', error: callPhrase.stepWithoutAnswer({ reason }) }
      : { ...nothing, status: 'failed', error: reason };
  }
}
