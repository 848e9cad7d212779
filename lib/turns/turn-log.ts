import 'server-only';
import { isForeignKeyViolation, whileDatabaseIsAway } from '@/lib/db/while-away';
import type { LogEntry } from '@/lib/domain/message';
import { appendEvents } from './event-store';
import { joinEntry } from './join-entries';

/** What is shown is stored at most this much later. */
const BATCH_MS = 50;

/**
 * The log of a turn that runs in this process. Whoever watches here gets each entry at once; it is stored in batches for
 * everyone else.
 */
export type TurnLog = {
  append(entry: LogEntry): void;
  /** Everything shown so far, then each entry as it comes, until the turn ends. */
  watch(): ReadableStream<LogEntry>;
  /** What has been shown, adjacent pieces of text joined. */
  shown(): readonly LogEntry[];
  /** Resolves when everything appended is stored. Throws when the database stayed away. */
  stored(): Promise<void>;
  /** Number of the next batch. */
  nextSeq(): number;
  /** Ends the streams of those who watch. */
  end(): void;
};

/** @param onLost called when the log cannot be stored: the turn must not go on showing what would be lost */
export function openTurnLog(turnId: string, onLost: (error: unknown) => void): TurnLog {
  const shown: LogEntry[] = [];
  const watchers = new Set<ReadableStreamDefaultController<LogEntry>>();
  let ended = false;
  let batch: LogEntry[] = [];
  let seq = 0;
  let timer: NodeJS.Timeout | undefined;
  let storing: Promise<void> = Promise.resolve();

  function store(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (batch.length === 0) return storing;
    const entries = batch;
    const number = seq;
    batch = [];
    seq += 1;
    storing = storing.then(() => storeBatch(turnId, number, entries));
    storing.catch(onLost);
    return storing;
  }

  return {
    append(entry) {
      // Nothing is shown after the end: what ends later is read in the history.
      if (shown.at(-1)?.type === 'finish') return;
      joinEntry(shown, entry);
      joinEntry(batch, entry);
      for (const watcher of watchers) watcher.enqueue(entry);
      timer ??= setTimeout(() => void store().catch(() => undefined), BATCH_MS);
    },
    watch() {
      let own: ReadableStreamDefaultController<LogEntry>;
      return new ReadableStream<LogEntry>({
        start(controller) {
          own = controller;
          for (const entry of shown) controller.enqueue(entry);
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
async function storeBatch(turnId: string, seq: number, entries: LogEntry[]): Promise<void> {
  try {
    await whileDatabaseIsAway(() => appendEvents(turnId, seq, entries));
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
  }
}
