import 'server-only';
import { randomUUID } from 'node:crypto';
import {
  createUIMessageStream,
  type InferUIMessageChunk,
  type LanguageModelUsage,
  type ToolSet,
  toUIMessageStream,
} from 'ai';
import { describeError } from '@/lib/agent/describe-error';
import { runAgent } from '@/lib/agent/run-agent';
import { listMessages } from '@/lib/conversations/get-conversation';
import type { ConversationMessage, TurnError } from '@/lib/conversations/message';
import { closeTurn } from './close-turn';
import { keepHeartbeat } from './keep-heartbeat';
import { holdTurn } from './running-turns';
import { saveAnswer } from './save-answer';

export type TurnChunk = InferUIMessageChunk<ConversationMessage>;
export type Turn = { userId: string; conversationId: string; turnId: string };

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

/** Runs an opened turn: the agent's answer as a stream, kept after each step and closed at the end. */
export function runTurn(turn: Turn): ReadableStream<TurnChunk> {
  const { signal, abort, release } = holdTurn(turn.conversationId, turn.turnId);
  const stopHeartbeat = keepHeartbeat(turn.turnId, abort);
  let error: TurnError | null = null;
  let usage: LanguageModelUsage | undefined;
  const fail = (thrown: unknown) => {
    console.error(`[turn ${turn.turnId}]`, thrown);
    error = describeError(thrown);
    return error.message;
  };

  return createUIMessageStream<ConversationMessage>({
    // Without earlier messages to look at, every answer is a message of its own; its id goes out first.
    originalMessages: [],
    async execute({ writer }) {
      const missing = new Set<string>();
      writer.write({
        type: 'start',
        messageId: randomUUID(),
        messageMetadata: { createdAt: new Date().toISOString() },
      });
      try {
        const result = await runAgent({
          ...turn,
          messages: await listMessages(turn.conversationId),
          signal,
          onDone: (end) => {
            usage = end.usage;
            if (end.outOfSteps) error = OUT_OF_STEPS;
          },
          onMissingConnection: (toolkit) => missing.add(toolkit),
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
          writer.write(chunk);
        }
        if (!answered && !signal.aborted) error ??= NO_ANSWER;
      } catch (thrown) {
        fail(thrown);
      }
      if (signal.aborted) writer.write({ type: 'data-error', data: STOPPED });
      else if (error) writer.write({ type: 'data-error', data: error });
      for (const toolkit of missing) writer.write({ type: 'data-connect', data: { toolkit } });
      writer.write({ type: 'finish' });
    },
    onError: fail,
    onStepEnd: ({ responseMessage }) => saveAnswer(turn, responseMessage),
    async onEnd({ responseMessage }) {
      try {
        const status = signal.aborted ? 'stopped' : error ? 'failed' : 'completed';
        await closeTurn(turn, responseMessage, { status, error, usage });
      } finally {
        stopHeartbeat();
        release();
      }
    },
  });
}
