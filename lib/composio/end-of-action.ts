import type { End } from '../ledger/transitions';
import type { ActionAnswer } from './tool-result';

/** How an action that was sent has ended, by its answer. One that was not answered may have run. */
export function endOfAction(answer: ActionAnswer | undefined): End {
  if (!answer) return { status: 'unknown', result: null, error: null, durationMs: null, logId: null };
  const { result, error, durationMs, logId } = answer;
  const status = answer.status === 'succeeded' || answer.status === 'failed' ? answer.status : 'unknown';
  return { status, result, error, durationMs, logId };
}
