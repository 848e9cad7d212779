import 'server-only';
import { isForeignKeyViolation, whileDatabaseIsAway } from '@/lib/db/while-away';
import type { TurnChunk } from '@/lib/domain/message';
import { appendEvents } from './event-store';
import { joinChunk } from './join-chunks';

/** What is shown is stored at most this much later. */
const BATCH_MS = 50;

/**
 * The log of a turn that runs in this process. Whoever watches here gets each chunk at once; it is stored in batches for
 * everyone else.
 */
export type TurnLog = {
  append(chunk: TurnChunk): void;
  /** Everything shown so far, then each chunk as it comes, until the turn ends. */
  watch(): ReadableStream<TurnChunk>;
  /** What has been shown, adjacent pieces of text joined. */
  shown(): readonly TurnChunk[];
  /** Resolves when everything appended is stored. Throws when the database stayed away. */
  stored(): Promise<void>;
  /** Number of the next batch. */
  nextSeq(): number;
  /** Ends the streams of those who watch. */
  end(): void;
};

/** @param onLost called when the log cannot be stored: the turn must not go on showing what would be lost */
export function openTurnLog(turnId: string, onLost: (error: unknown) => void): TurnLog {
  const shown: TurnChunk[] = [];
  const watchers = new Set<ReadableStreamDefaultController<TurnChunk>>();
  let ended = false;
  let batch: TurnChunk[] = [];
  let seq = 0;
  let timer: NodeJS.Timeout | undefined;
  let storing: Promise<void> = Promise.resolve();

  function store(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (batch.length === 0) return storing;
    const chunks = batch;
    const number = seq;
    batch = [];
    seq += 1;
    storing = storing.then(() => storeBatch(turnId, number, chunks));
    storing.catch(onLost);
    return storing;
  }

  return {
    append(chunk) {
      joinChunk(shown, chunk);
      joinChunk(batch, chunk);
      for (const watcher of watchers) watcher.enqueue(chunk);
      timer ??= setTimeout(() => void store().catch(() => undefined), BATCH_MS);
    },
    watch() {
      let own: ReadableStreamDefaultController<TurnChunk>;
      return new ReadableStream<TurnChunk>({
        start(controller) {
          own = controller;
          for (const chunk of shown) controller.enqueue(chunk);
          if (ended) controller.close();
          else watchers.add(controller);
        },
        cancel: () => void watchers.delete(own),
      });
    },
    shown: () => shown,
    stored: store,
    nextSeq: () => seq,
    end() {
      ended = true;
      for (const watcher of watchers) watcher.close();
      watchers.clear();
    },
  };
}

/** A database that is away for longer costs the turn; a conversation that was deleted needs no log. */
async function storeBatch(turnId: string, seq: number, chunks: TurnChunk[]): Promise<void> {
  try {
    await whileDatabaseIsAway(() => appendEvents(turnId, seq, chunks));
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
  }
}
