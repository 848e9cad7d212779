import 'server-only';
import { randomUUID } from 'node:crypto';
import { database } from '@/lib/db/client';
import type { TurnChunk } from '@/lib/domain/message';
import { AppError } from '@/lib/http/app-error';
import { openCall, recordUnrun, STOPPED_BEFORE } from '@/lib/ledger/record-call';
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

export function recordCalls({ userId, conversationId, turnId }: Turn, log: TurnLog): RecordedCalls {
  /** By the model's ids. */
  const opened = new Map<string, PromiseWithResolvers<string>>();
  const modelIds = new Map<string, string>();
  const atWork = new Set<Promise<void>>();
  const openedAs = (modelCallId: string) => {
    const known = opened.get(modelCallId) ?? Promise.withResolvers<string>();
    // Whether anybody waits for it or not.
    known.promise.catch(() => undefined);
    opened.set(modelCallId, known);
    return known;
  };
  const show = (callId: string) => {
    const modelCallId = modelIds.get(callId);
    if (modelCallId !== undefined) log.append({ type: 'call', callId, modelCallId });
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
      try {
        await openCall(call);
      } catch (cause) {
        // The reason of the database is for the log, not for model or person.
        console.error(`[turn ${turnId}] ${call.tool} could not be recorded:`, cause);
        log.append(chunk);
        openedAs(call.modelCallId).reject(
          new AppError('internal', 'This step could not be recorded, so it was not run.', { cause }),
        );
        return;
      }
      modelIds.set(call.id, call.modelCallId);
      show(call.id);
      openedAs(call.modelCallId).resolve(call.id);
    },
    async fail(chunk) {
      if (chunk.type === 'tool-output-error') return log.append(chunk);
      const call = callOf(chunk);
      await recordUnrun(database(), call, chunk.errorText);
      modelIds.set(call.id, call.modelCallId);
      show(call.id);
    },
    show,
    recorded: (modelCallId) => openedAs(modelCallId).promise,
    track(callId, work) {
      const shown = work
        .catch(() => undefined)
        .then(() => show(callId))
        .finally(() => atWork.delete(shown));
      atWork.add(shown);
    },
    close() {
      for (const { reject } of opened.values()) reject(new Error(STOPPED_BEFORE));
    },
    async ended() {
      await Promise.all(atWork);
    },
  };
}
