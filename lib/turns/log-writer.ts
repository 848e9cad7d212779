import 'server-only';
import { logConnection } from '@/lib/db/client';
import { meansDatabaseIsAway } from '@/lib/db/while-away';
import type { LogEntry } from '@/lib/domain/message';
import { tickLength } from '@/lib/domain/tick-length';
import { type LogPiece, writePieces } from './event-store';
import { joinEntry } from './join-entries';

const RETRY_MS = 250;

/** A piece of about this many characters is whole: it is not written again. Some two hundred tokens. */
const WHOLE_CHARACTERS = 1_000;

/** The end of a turn's log: the piece that grows. */
type Tail = { seq: number; entries: LogEntry[]; size: number; changed: boolean };

/** Stores the logs of all turns that run in this process, together. Nobody waits for it but who ends a turn. */
class LogWriter {
  readonly #tails = new Map<string, Tail>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #lastBegan = 0;
  #lastTookMs = 0;

  constructor() {
    // Tails do not survive a crash of the server: with a new connection all are written again.
    logConnection().on('connect', () => {
      for (const tail of this.#tails.values()) tail.changed = tail.entries.length > 0;
    });
  }

  append(turnId: string, entry: LogEntry): void {
    const tail = this.#tails.get(turnId) ?? { seq: 0, entries: [], size: 0, changed: false };
    this.#tails.set(turnId, tail);
    joinEntry(tail.entries, entry);
    tail.size += sizeOf(entry);
    tail.changed = true;
    this.#schedule();
  }

  /** Gives up a turn's log: answers what of it is not stored as a whole piece. Nothing of it is written any more. */
  async release(turnId: string): Promise<Omit<LogPiece, 'whole'>> {
    const tail = this.#tails.get(turnId);
    this.#tails.delete(turnId);
    // What is being written may be of this turn, and must not come after what ends it.
    await this.#writing;
    return { turnId, seq: tail?.seq ?? 0, entries: tail?.entries ?? [] };
  }

  /** Resolves when all that was appended is stored. */
  async flush(): Promise<void> {
    await this.#writing;
    await this.#write();
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#writing) return;
    // Slow commits make longer pauses: what comes in meanwhile is stored together.
    const pauseMs = Math.max(tickLength(this.#tails.size), 2 * this.#lastTookMs);
    // Also the first piece waits a little: a short answer is over by then, and is stored with its end.
    const waitMs = Math.max(tickLength(0), this.#lastBegan + pauseMs - performance.now());
    this.#timer = setTimeout(() => void this.#write(), waitMs);
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#writeChanged().finally(() => {
      this.#writing = undefined;
      if ([...this.#tails.values()].some(({ changed }) => changed)) this.#schedule();
    });
    return this.#writing;
  }

  async #writeChanged(): Promise<void> {
    this.#lastBegan = performance.now();
    const pieces: LogPiece[] = [];
    for (const [turnId, tail] of this.#tails) {
      if (!tail.changed) continue;
      tail.changed = false;
      const whole = tail.size >= WHOLE_CHARACTERS;
      pieces.push({ turnId, seq: tail.seq, entries: whole ? tail.entries : [...tail.entries], whole });
      if (whole) Object.assign(tail, { seq: tail.seq + 1, entries: [], size: 0 });
    }
    if (pieces.length > 0) await this.#writeSurely(pieces);
    this.#lastTookMs = performance.now() - this.#lastBegan;
  }

  /** A database that is away delays this, however long it takes: what was shown is kept here until it is stored. */
  async #writeSurely(pieces: LogPiece[]): Promise<void> {
    for (;;) {
      try {
        return await writePieces(pieces);
      } catch (error) {
        if (!meansDatabaseIsAway(error)) return writeApart(pieces, error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}

/** One log that cannot be stored must not keep the others from it. Its turn goes on, and its answer is stored at the end. */
async function writeApart(pieces: LogPiece[], error: unknown): Promise<void> {
  if (pieces.length === 1)
    return console.error(`[turn ${pieces[0]?.turnId}] a piece of its log cannot be stored:`, error);
  for (const piece of pieces)
    await writePieces([piece]).catch((alone: unknown) => writeApart([piece], alone));
}

/** In characters, about. */
function sizeOf(entry: LogEntry): number {
  if (entry.type === 'text-delta' || entry.type === 'reasoning-delta') return entry.delta.length;
  if (entry.type === 'tool-input-delta') return entry.inputTextDelta.length;
  return JSON.stringify(entry).length;
}

// Bundles have modules of their own: there must be one writer a process.
const kept = globalThis as { tributaryLogWriter?: LogWriter };

export function logWriter(): LogWriter {
  kept.tributaryLogWriter ??= new LogWriter();
  return kept.tributaryLogWriter;
}
