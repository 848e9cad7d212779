import 'server-only';
import type { LogEntry } from '@/lib/domain/message';
import { encodeEntries, STREAM_END } from './encode-entries';

/** A watcher that is this many pieces behind is let go: it comes back, and is given the whole in one piece. */
const MOST_BEHIND = 2_000;

type Watcher = ReadableStreamDefaultController<Uint8Array>;

/**
 * Sends what a turn shows to everyone who watches in this process. What comes together is encoded once, for all of them, and is
 * one piece of each stream.
 */
export class Broadcast {
  /** All that has been shown; whoever begins to watch gets it first. */
  readonly #shown: readonly LogEntry[];
  readonly #calls = new Set<string>();
  readonly #watchers = new Set<Watcher>();
  #joining: Watcher[] = [];
  #fresh: LogEntry[] = [];
  #sending = false;
  #ended = false;

  constructor(shown: readonly LogEntry[]) {
    this.#shown = shown;
  }

  /** Sends an entry that was added to what is shown. */
  send(entry: LogEntry): void {
    this.#fresh.push(entry);
    this.#soon();
  }

  /** Everything shown so far, then each entry as it comes, until the end. */
  watch(): ReadableStream<Uint8Array> {
    let own: Watcher;
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.#joining.push(controller);
        this.#soon();
      },
      cancel: () => {
        this.#watchers.delete(own);
        this.#joining = this.#joining.filter((one) => one !== own);
      },
    });
  }

  end(): void {
    this.#ended = true;
    this.#soon();
  }

  #soon(): void {
    if (this.#sending) return;
    this.#sending = true;
    // Once for all that happens in the same moment.
    setImmediate(() => void this.#sendAll());
  }

  async #sendAll(): Promise<void> {
    try {
      while (this.#fresh.length > 0 || this.#joining.length > 0) {
        if (this.#fresh.length > 0) await this.#sendFresh();
        else await this.#letJoin();
      }
    } catch (error) {
      // They come back, and are given what there is then.
      for (const watcher of [...this.#watchers, ...this.#joining])
        this.#letGo(watcher, () => watcher.error(error));
      this.#joining = [];
    }
    this.#sending = false;
    if (this.#ended) this.#close();
  }

  async #sendFresh(): Promise<void> {
    const entries = this.#fresh;
    this.#fresh = [];
    if (this.#watchers.size === 0) return;
    const bytes = await encodeEntries(entries, this.#calls);
    for (const watcher of this.#watchers) this.#give(watcher, bytes);
  }

  /** What is shown while this is encoded is fresh, and follows. */
  async #letJoin(): Promise<void> {
    const calls = new Set<string>();
    const bytes = await encodeEntries([...this.#shown], calls);
    for (const call of calls) this.#calls.add(call);
    const joined = this.#joining;
    this.#joining = [];
    for (const watcher of joined) {
      this.#watchers.add(watcher);
      this.#give(watcher, bytes);
    }
  }

  #give(watcher: Watcher, bytes: Uint8Array): void {
    if ((watcher.desiredSize ?? 0) < -MOST_BEHIND)
      this.#letGo(watcher, () => watcher.error(new Error('too far behind')));
    else if (bytes.length > 0) watcher.enqueue(bytes);
  }

  #close(): void {
    for (const watcher of this.#watchers) {
      this.#give(watcher, STREAM_END);
      this.#letGo(watcher, () => watcher.close());
    }
  }

  #letGo(watcher: Watcher, go: () => void): void {
    this.#watchers.delete(watcher);
    go();
  }
}
