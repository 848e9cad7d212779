import 'server-only';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type LanguageModelUsage, type ToolSet, toUIMessageStream } from 'ai';
import { describeError } from '@/lib/agent/describe-error';
import { runAgent } from '@/lib/agent/run-agent';
import { config } from '@/lib/config/config';
import { listMessages } from '@/lib/conversations/get-conversation';
import type { ConversationMessage, TurnError } from '@/lib/conversations/message';
import { database } from '@/lib/db/client';
import { doneBefore } from '@/lib/history/done-before';
import type { ToolOutcome } from '@/lib/history/tool-call';
import { closeTurn } from './close-turn';
import { isDraining } from './drain';
import { INTERRUPTED } from './interrupt-turn';
import { keepHeartbeat } from './keep-heartbeat';
import { showOutcome } from './lost-calls';
import { type RunningTurn, runningTurns } from './running-turns';
import { settleDecided } from './settle-decided';
import { settleUnknown } from './settle-unknown';
import type { Turn } from './turn';
import { openTurnLog, type TurnLog } from './turn-log';

/** How long a stopped turn waits for a tool that is at work, so that its end can be shown. */
const AWAIT_TOOLS_MS = 8_000;

const OUT_OF_STEPS: TurnError = {
  code: 'out_of_steps',
  message: 'Tributary stopped here, after as many steps as one request may take.',
  hint: 'Everything done so far is kept. Write “go on” to continue.',
};

const STOPPED: TurnError = { code: 'stopped', message: 'Stopped. What was done and shown so far is kept.' };

const NO_ANSWER: TurnError = {
  code: 'no_answer',
  message: 'The model gave no answer.',
  hint: 'Nothing was lost. Send your message again.',
};

/** Why a turn ends before the model is done. `lost`: another process took it for dead, so it must not go on acting. */
type Cut = 'stopped' | 'interrupted' | 'lost';

/** Begins to run an opened turn. It runs to its end whether or not anybody watches. */
export function runTurn(turn: Turn): RunningTurn {
  const abort = new AbortController();
  const cut = (why: Cut) => abort.abort(why);
  const log = openTurnLog(turn.turnId, (error) => {
    console.error(`[turn ${turn.turnId}] its log cannot be stored:`, error);
    cut('lost');
  });
  const stopHeartbeat = keepHeartbeat(turn.turnId, {
    onClosed: () => cut('lost'),
    onStop: () => cut('stopped'),
  });
  const closed = answer(turn, log, abort.signal)
    .catch((error: unknown) => {
      console.error(`[turn ${turn.turnId}] could not be closed:`, error);
      return null;
    })
    .then((nextTurnId) => {
      stopHeartbeat();
      runningTurns().delete(turn.turnId);
      if (nextTurnId !== null) runTurn({ ...turn, turnId: nextTurnId });
      log.end();
    });
  const running: RunningTurn = {
    turnId: turn.turnId,
    conversationId: turn.conversationId,
    log,
    stop: () => cut('stopped'),
    interrupt: () => cut('interrupted'),
    closed,
  };
  runningTurns().set(turn.turnId, running);
  return running;
}

/** Makes the answer, shows it, and closes the turn. Answers the id of the turn that is to run next, if a message waits. */
async function answer(turn: Turn, log: TurnLog, signal: AbortSignal): Promise<string | null> {
  const messageId = randomUUID();
  const { turnId } = turn;
  const connect = new Set<string>();
  const atWork = new Map<string, Promise<ToolOutcome>>();
  let error: TurnError | null = null;
  let usage: LanguageModelUsage | undefined;
  const fail = (thrown: unknown) => {
    console.error(`[turn ${turnId}]`, thrown);
    error = describeError(thrown, config().model.provider);
    return error.message;
  };

  /** Lets the model answer the conversation as it stands. */
  const ask = async () => {
    const result = await runAgent({
      ...turn,
      messages: await listMessages(turn.conversationId),
      signal,
      doneBefore: await doneBefore(turn),
      onDone: (end) => {
        usage = end.usage;
        if (end.outOfSteps) error = OUT_OF_STEPS;
      },
      onMissingConnection: (toolkit) => connect.add(toolkit),
      onToolCall: (modelCallId, outcome) => {
        atWork.set(modelCallId, outcome);
        const over = () => atWork.delete(modelCallId);
        outcome.then(over, over);
      },
      onChangedCall: ({ modelCallId: toolCallId, outcome: output }) =>
        log.append({ type: 'tool-output-available', toolCallId, output, dynamic: true }),
    });
    const chunks = toUIMessageStream<ToolSet, ConversationMessage>({
      stream: result.stream,
      sendStart: false,
      sendFinish: false,
      onError: fail,
      redactToolErrors: false,
    });
    let answered = false;
    for await (const chunk of chunks) {
      if (chunk.type === 'error') continue;
      // Nobody stopped it: the model was silent for too long.
      if (chunk.type === 'abort' && !signal.aborted)
        fail(new DOMException('the model fell silent', 'TimeoutError'));
      answered ||= chunk.type === 'text-delta' || chunk.type === 'tool-input-available';
      log.append(chunk);
    }
    if (!answered && !signal.aborted) error ??= NO_ANSWER;
  };

  log.append({
    type: 'start',
    messageId,
    messageMetadata: { createdAt: new Date().toISOString(), turnId },
  });
  try {
    const changed = await settleUnknown(turn, signal);
    const tell = (messageIds: string[]) =>
      log.append({ type: 'data-changed', data: { messageIds }, transient: true });
    if (changed.length) tell(changed);
    const settled = settleDecided(turn, { signal, onChange: (messageId) => tell([messageId]) });
    const { goOn, missingToolkit } = await Promise.race([settled, givenUp(signal)]);
    if (missingToolkit !== null) connect.add(missingToolkit);
    if (goOn && !signal.aborted) await ask();
  } catch (thrown) {
    if (!signal.aborted) fail(thrown);
  }
  if (signal.aborted) await showEnds(log, atWork);
  const unended = [...atWork];
  const why: Cut | null = signal.aborted ? signal.reason : null;
  if (why === 'lost') {
    showLateEnds(turnId, unended);
    return null;
  }

  if (why === 'stopped') error = STOPPED;
  if (why === 'interrupted') error = INTERRUPTED;
  if (error) log.append({ type: 'data-error', data: error });
  for (const toolkit of connect) log.append({ type: 'data-connect', data: { toolkit } });
  log.append({
    type: 'finish',
    messageMetadata: { createdAt: new Date().toISOString(), turnId, ended: true },
  });
  const status = why ?? (error ? 'failed' : 'completed');
  const next = await closeTurn(turn, log, { status, error, usage }, status === 'completed' && !isDraining());
  showLateEnds(turnId, unended);
  return next;
}

/** Resolves when a turn was cut and what was decided is still not done: how it ends is shown when it does. */
async function givenUp(signal: AbortSignal): Promise<{ goOn: false; missingToolkit: null }> {
  if (!signal.aborted) await once(signal, 'abort');
  await wait(AWAIT_TOOLS_MS, undefined, { ref: false });
  return { goOn: false, missingToolkit: null };
}

/** What ends after its turn is shown in the message all the same. */
function showLateEnds(turnId: string, unended: [modelCallId: string, outcome: Promise<ToolOutcome>][]): void {
  for (const [modelCallId, outcome] of unended)
    void outcome
      .then((outcome) => database().transaction((tx) => showOutcome(tx, { turnId, modelCallId, outcome })))
      .catch((thrown: unknown) =>
        console.error(`[turn ${turnId}] the end of a call could not be shown:`, thrown),
      );
}

/** A tool that was at work when the turn was cut may still end in time to be shown. */
async function showEnds(log: TurnLog, atWork: Map<string, Promise<ToolOutcome>>): Promise<void> {
  const shown = [...atWork].map(async ([toolCallId, outcome]) => {
    const output = await outcome;
    log.append({ type: 'tool-output-available', toolCallId, output, dynamic: true });
  });
  await Promise.race([Promise.allSettled(shown), wait(AWAIT_TOOLS_MS, undefined, { ref: false })]);
}
