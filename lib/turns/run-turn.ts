import 'server-only';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { KeptTurnError } from '@/lib/domain/message';
import { turnPhrase } from '@/lib/phrases/turn-phrases';
import { answerConversation } from './answer-conversation';
import { closeTurn } from './close-turn';
import { isDraining } from './drain';
import { removeLater } from './ended-logs';
import { INTERRUPTED } from './interrupt-turn';
import type { Place } from './places';
import type { SoFar } from './read-so-far';
import { type RunningTurn, runningTurns } from './running-turns';
import type { Turn } from './turn';
import { openTurnLog, type TurnLog } from './turn-log';
import { beginWaiting, handOver } from './waiting-turns';

/** How long a stopped turn waits for a tool that is at work, so that its end can be shown. */
const AWAIT_TOOLS_MS = 8_000;

const STOPPED: KeptTurnError = { code: 'stopped', message: turnPhrase.stopped() };

/** Why a turn ends before the model is done. `lost`: another process took it for dead, so it must not go on acting. */
type Cut = 'stopped' | 'interrupted' | 'lost';

/**
 * Begins to run an opened turn, once its place is free. It runs to its end whether or not anybody watches.
 * @param soFar where it is known how the conversation stands; else it is read
 */
export function runTurn(turn: Turn, place: Place, soFar?: SoFar): RunningTurn {
  const abort = new AbortController();
  const cut = (why: Cut) => abort.abort(why);
  const log = openTurnLog(turn.turnId);
  const closed = liveTurn(turn, log, { place, signal: abort.signal, soFar })
    .catch((error: unknown) => {
      console.error(`[turn ${turn.turnId}] could not be closed:`, error);
      return null;
    })
    .then(async (nextTurnId) => {
      await log.release();
      removeLater(turn.turnId);
      runningTurns().delete(turn.turnId);
      if (nextTurnId === null) place.leave();
      else runTurn({ ...turn, turnId: nextTurnId }, { ...place, waits: false });
      log.end();
    });
  const running: RunningTurn = {
    turnId: turn.turnId,
    conversationId: turn.conversationId,
    log,
    stop: () => cut('stopped'),
    interrupt: () => cut('interrupted'),
    giveUp: () => cut('lost'),
    closed,
  };
  runningTurns().set(turn.turnId, running);
  return running;
}

type Living = { place: Place; signal: AbortSignal; soFar?: SoFar | undefined };

/** Makes the answer, shows it, and closes the turn. Answers the id of the turn that is to run next, if a message waits. */
async function liveTurn(turn: Turn, log: TurnLog, { place, signal, soFar }: Living): Promise<string | null> {
  const messageId = randomUUID();
  const begun = { createdAt: new Date().toISOString(), turnId: turn.turnId };
  log.append({ type: 'start', messageId, messageMetadata: begun });
  if (place.waits && !(await beginInPlace(turn, log, { place, signal }))) return null;
  const answer = answerConversation(turn, log, signal, soFar);
  const { usage, ...made } = await answer.made;
  if (signal.aborted)
    await Promise.race([answer.toolsEnded(), wait(AWAIT_TOOLS_MS, undefined, { ref: false })]);
  const why: Cut | null = signal.aborted ? signal.reason : null;
  if (why === 'lost') return null;
  const error = why === null ? made.error : why === 'stopped' ? STOPPED : INTERRUPTED;
  if (error) log.append({ type: 'data-error', data: error });
  for (const toolkit of made.unconnected) log.append({ type: 'data-connect', data: { toolkit } });
  const ended = { createdAt: new Date().toISOString(), turnId: turn.turnId, ended: true as const };
  log.append({ type: 'finish', messageMetadata: ended });
  const status = why ?? (error ? 'failed' : 'completed');
  return closeTurn(turn, log, { status, error, usage }, status === 'completed' && !isDraining());
}

/**
 * Waits until the turn's place is free, and shows meanwhile how many are before it. Answers whether the turn goes on here: to its
 * answer, or to its end when somebody stopped it. One that this process leaves waiting begins in another.
 */
async function beginInPlace({ turnId }: Turn, log: TurnLog, { place, signal }: Living): Promise<boolean> {
  place.onMove((number) => log.append({ type: 'data-queued', data: { place: number }, transient: true }));
  if (!signal.aborted) await Promise.race([place.free, once(signal, 'abort')]);
  if (signal.reason === 'interrupted') await handOver(turnId);
  if (signal.aborted) return signal.reason === 'stopped';
  log.append({ type: 'data-queued', data: { place: 0 }, transient: true });
  return beginWaiting(turnId);
}
