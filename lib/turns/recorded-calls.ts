import 'server-only';
import { randomUUID } from 'node:crypto';
import { database } from '@/lib/db/client';
import type { TurnChunk } from '@/lib/domain/message';
import type { Words } from '@/lib/domain/phrase';
import { failCall, openCall, recordUnrun } from '@/lib/ledger/record-call';
import { callPhrase } from '@/lib/phrases/call-phrases';
import { saidError } from '@/lib/phrases/said-error';
import { say } from '@/lib/phrases/say';
import type { Turn } from './turn';
import type { TurnLog } from './turn-log';

type Chunk<Type extends TurnChunk['type']> = Extract<TurnChunk, { type: Type }>;

/** The calls of a running turn: written down as their input arrives, and shown in its log. */
export type RecordedCalls = {
  /** Writes a call down and shows it; from then on it may run. */
  open(chunk: Chunk<'tool-input-available'>): Promise<void>;
  /** Shows a call that ended before it ran. */
  fail(chunk: Chunk<'tool-input-error' | 'tool-output-error'>): Promise<void>;
  /** Shows that a call of this turn stands differently now. */
  show(callId: string): void;
  /** The id of a call once it is written down. Rejects when it cannot be, or the turn is over before. */
  recorded(modelCallId: string): Promise<string>;
  /** Shows how a call stands when the work on it is done. */
  track(callId: string, work: Promise<unknown>): void;
  /** No more input will arrive. */
  close(): void;
  /** Resolves when all that was tracked is done and shown. */
  ended(): Promise<void>;
};

/** @param explain why the work on a call broke off, for the person */
export function recordCalls(
  { userId, conversationId, turnId }: Turn,
  log: TurnLog,
  explain: (thrown: unknown) => Words,
): RecordedCalls {
  const waiting = openings();
  const modelIds = new Map<string, string>();
  const callIds = new Map<string, string>();
  const atWork = new Set<Promise<void>>();
  const whyFailed = new Map<string, Words>();
  const show = (callId: string) => {
    const modelCallId = modelIds.get(callId);
    if (modelCallId !== undefined) log.append({ type: 'call', callId, modelCallId });
  };
  const showNew = ({ id, modelCallId }: { id: string; modelCallId: string }) => {
    modelIds.set(id, modelCallId);
    callIds.set(modelCallId, id);
    show(id);
  };
  const callOf = (chunk: Chunk<'tool-input-available' | 'tool-input-error'>) => {
    const { toolCallId: modelCallId, toolName: tool, input, providerMetadata } = chunk;
    return {
      id: randomUUID(),
      userId,
      conversationId,
      turnId,
      modelCallId,
      tool,
      providerMetadata,
      arguments: input,
    };
  };
  return {
    async open(chunk) {
      const call = callOf(chunk);
      const opening = waiting.arrive(call.modelCallId);
      try {
        await openCall(call);
      } catch (cause) {
        // The reason of the database is for the log, not for model or person.
        console.error(`[turn ${turnId}] ${call.tool} could not be recorded:`, cause);
        log.append(chunk);
        opening.reject(saidError('internal', callPhrase.notRecorded(), { cause }));
        return;
      }
      showNew(call);
      opening.resolve(call.id);
    },
    async fail(chunk) {
      try {
        if (chunk.type === 'tool-input-error') {
          const call = callOf(chunk);
          await recordUnrun(database(), call, chunk.errorText);
          return showNew(call);
        }
        const callId = callIds.get(chunk.toolCallId);
        if (callId !== undefined) {
          await failCall(database(), callId, whyFailed.get(callId) ?? chunk.errorText);
          return show(callId);
        }
      } catch (thrown) {
        console.error(`[turn ${turnId}] a call that did not run could not be recorded:`, thrown);
      }
      log.append(chunk);
    },
    show,
    recorded: waiting.ask,
    track(callId, work) {
      const shown = work
        .catch((thrown: unknown) => {
          whyFailed.set(callId, explain(thrown));
        })
        .then(() => show(callId))
        .finally(() => atWork.delete(shown));
      atWork.add(shown);
    },
    close: waiting.close,
    async ended() {
      await Promise.all(atWork);
    },
  };
}

/** Brings calls that want to run together with what was written down of them, whichever comes first, by the model's ids. */
function openings() {
  const known = new Map<string, PromiseWithResolvers<string>>();
  const [arrived, asked] = [numbered(), numbered()];
  let closed = false;
  const of = (id: string) => {
    const opening = known.get(id) ?? Promise.withResolvers<string>();
    // Whether anybody waits for it or not.
    opening.promise.catch(() => undefined);
    if (closed) opening.reject(stoppedBefore());
    known.set(id, opening);
    return opening;
  };
  return {
    arrive: (modelCallId: string) => of(arrived(modelCallId)),
    ask: (modelCallId: string) => of(asked(modelCallId)).promise,
    close() {
      closed = true;
      for (const { reject } of known.values()) reject(stoppedBefore());
    },
  };
}

const stoppedBefore = () => new Error(say(callPhrase.stoppedBefore()));

/** Some models give several calls of a turn the same id: each is told apart by how many there were before. */
function numbered(): (modelCallId: string) => string {
  const counts = new Map<string, number>();
  return (modelCallId) => {
    const before = counts.get(modelCallId) ?? 0;
    counts.set(modelCallId, before + 1);
    return `${before} ${modelCallId}`;
  };
}
