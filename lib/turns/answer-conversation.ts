import 'server-only';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type LanguageModelUsage, type ToolSet, toUIMessageStream } from 'ai';
import { and, eq, inArray } from 'drizzle-orm';
import { describeError } from '@/lib/agent/describe-error';
import { runAgent } from '@/lib/agent/run-agent';
import type { WorkEvent } from '@/lib/approvals/work-event';
import { config } from '@/lib/config/config';
import { database } from '@/lib/db/client';
import { messages } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import type { ConversationMessage, KeptTurnError, TurnChunk } from '@/lib/domain/message';
import { type PriorWrite, priorWrites } from '@/lib/ledger/prior-writes';
import type { CallChanged } from '@/lib/ledger/transitions';
import { say } from '@/lib/phrases/say';
import { turnPhrase } from '@/lib/phrases/turn-phrases';
import { carryOutDecided } from './carry-out-decided';
import { lookUpLost } from './look-up-lost';
import { readSoFar, type SoFar } from './read-so-far';
import { type RecordedCalls, recordCalls } from './recorded-calls';
import type { Turn } from './turn';
import type { TurnLog } from './turn-log';

/** How long a turn that was cut waits for what was decided and is being done. */
const AWAIT_DECIDED_MS = 8_000;

const OUT_OF_STEPS: KeptTurnError = {
  code: 'out_of_steps',
  message: turnPhrase.outOfSteps(),
  hint: turnPhrase.goOn(),
};

const NO_ANSWER: KeptTurnError = {
  code: 'no_answer',
  message: turnPhrase.noAnswer(),
  hint: turnPhrase.sendAgain(),
};

/** How an answer came out. `unconnected` are apps that it could not reach. */
type Made = {
  error: KeptTurnError | null;
  usage: LanguageModelUsage | undefined;
  unconnected: ReadonlySet<string>;
};

/**
 * Makes the answer of a turn and shows it in the log: what is lost is looked up, what was decided is carried out, then the model
 * answers. What goes wrong on the way is how it came out; it never throws.
 * @param known how the conversation stands, where it need not be read
 */
export function answerConversation(
  turn: Turn,
  log: TurnLog,
  signal: AbortSignal,
  known?: SoFar,
): { made: Promise<Made>; toolsEnded: () => Promise<void> } {
  const unconnected = new Set<string>();
  const calls = recordCalls(turn, log, (thrown) => describeError(thrown, config().model.provider).message);
  const tell = (happened: WorkEvent) => {
    if (happened.type === 'not-connected') unconnected.add(happened.toolkit);
    else calls.show(happened.callId);
  };
  const make = async (): Promise<Made> => {
    try {
      const soFar = known ?? (await whileDatabaseIsAway(() => readSoFar(turn)));
      const { goOn } = await finishEarlier(turn, log, { soFar, signal, unconnected });
      if (!goOn || signal.aborted) return { error: null, usage: undefined, unconnected };
      const [earlier, writes] = await whileDatabaseIsAway(() =>
        Promise.all([soFar.messages(), soFar.calls ? priorWrites(turn) : new Map<string, PriorWrite>()]),
      );
      const asked = await askModel(turn, log, {
        messages: earlier,
        priorWrites: writes,
        calls,
        tell,
        signal,
      });
      return { ...asked, unconnected };
    } catch (thrown) {
      return { error: signal.aborted ? null : explain(turn, thrown), usage: undefined, unconnected };
    }
  };
  return { made: make(), toolsEnded: calls.ended };
}

/** Brings what earlier turns left open to its end, and tells where it is shown. */
async function finishEarlier(
  turn: Turn,
  log: TurnLog,
  { soFar, signal, unconnected }: { soFar: SoFar; signal: AbortSignal; unconnected: Set<string> },
): Promise<{ goOn: boolean }> {
  const show = async (changed: CallChanged[]) => {
    const messageIds = await messagesOf(changed);
    if (messageIds.length) log.append({ type: 'data-changed', data: { messageIds }, transient: true });
  };
  if (soFar.lost) await show(await lookUpLost(turn, signal));
  if (!soFar.decided) return { goOn: true };
  const tell = async (happened: WorkEvent) => {
    if (happened.type === 'not-connected') unconnected.add(happened.toolkit);
    else await show([happened]);
  };
  return Promise.race([carryOutDecided(turn, soFar.cause, { signal, tell }), givenUp(signal)]);
}

/** Ids of the messages that show these calls. */
async function messagesOf(changed: CallChanged[]): Promise<string[]> {
  const turnIds = [...new Set(changed.flatMap(({ turnId }) => turnId ?? []))];
  if (turnIds.length === 0) return [];
  const rows = await database()
    .select({ id: messages.id })
    .from(messages)
    .where(and(inArray(messages.turnId, turnIds), eq(messages.role, 'assistant')));
  return rows.map(({ id }) => id);
}

/** Resolves when a turn was cut and what was decided is still not done: how it ends is seen when the conversation is read again. */
async function givenUp(signal: AbortSignal): Promise<{ goOn: false }> {
  if (!signal.aborted) await once(signal, 'abort');
  await wait(AWAIT_DECIDED_MS, undefined, { ref: false });
  return { goOn: false };
}

type Asking = {
  messages: ConversationMessage[];
  priorWrites: Map<string, PriorWrite>;
  calls: RecordedCalls;
  tell: (happened: WorkEvent) => void;
  signal: AbortSignal;
};

/** Lets the model answer the conversation as it stands. */
async function askModel(
  turn: Turn,
  log: TurnLog,
  { calls, signal, ...asking }: Asking,
): Promise<Omit<Made, 'unconnected'>> {
  let error: KeptTurnError | null = null;
  const fail = (thrown: unknown): string => {
    error = explain(turn, thrown);
    return say(error.message);
  };
  const { stream, ended } = await runAgent({ ...turn, ...asking, calls, signal });
  const chunks = toUIMessageStream<ToolSet, ConversationMessage>({
    stream,
    sendStart: false,
    sendFinish: false,
    onError: fail,
    redactToolErrors: false,
  });
  let answered = false;
  try {
    for await (const chunk of chunks) {
      if (chunk.type === 'error') continue;
      // Nobody stopped it: the model was silent for too long.
      if (chunk.type === 'abort' && !signal.aborted)
        fail(new DOMException('the model fell silent', 'TimeoutError'));
      answered ||= chunk.type === 'text-delta' || chunk.type === 'tool-input-available';
      await showChunk(chunk, log, calls);
    }
  } finally {
    calls.close();
  }
  const { usage, outOfSteps } = ended() ?? { usage: undefined, outOfSteps: false };
  if (outOfSteps) error ??= OUT_OF_STEPS;
  if (!answered && !signal.aborted) error ??= NO_ANSWER;
  return { error, usage };
}

/** Shows a piece of the answer; of tool calls only which one, once it is written down. */
async function showChunk(chunk: TurnChunk, log: TurnLog, calls: RecordedCalls): Promise<void> {
  switch (chunk.type) {
    case 'tool-input-available':
      return calls.open(chunk);
    case 'tool-output-available':
      // It is shown by whoever worked on it, whether or not the model still waits for it.
      return;
    case 'tool-input-error':
    case 'tool-output-error':
      return calls.fail(chunk);
    default:
      log.append(chunk);
  }
}

function explain({ turnId }: Turn, thrown: unknown): KeptTurnError {
  console.error(`[turn ${turnId}]`, thrown);
  return describeError(thrown, config().model.provider);
}
