import 'server-only';
import type { LogEntry } from '@/lib/domain/message';
import { Broadcast } from './broadcast';
import type { LogPiece } from './event-store';
import { joinEntry } from './join-entries';
import { logWriter } from './log-writer';

/** The log of a turn that runs in this process. Whoever watches here gets each entry at once; it is stored a little later. */
export type TurnLog = {
  append(entry: LogEntry): void;
  /** Everything shown so far, then each entry as it comes, until the turn ends: server-sent events. */
  watch(): ReadableStream<Uint8Array>;
  /** What has been shown, adjacent pieces of text joined. */
  shown(): readonly LogEntry[];
  /** Gives up storing it: answers what has not been stored for good. */
  release(): Promise<Omit<LogPiece, 'whole'>>;
  /** Ends the streams of those who watch. */
  end(): void;
};

export function openTurnLog(turnId: string): TurnLog {
  const shown: LogEntry[] = [];
  const broadcast = new Broadcast(shown);
  return {
    append(entry) {
      // Nothing is shown after the end: what ends later is read in the history.
      if (shown.at(-1)?.type === 'finish') return;
      joinEntry(shown, entry);
      broadcast.send(entry);
      logWriter().append(turnId, entry);
    },
    watch: () => broadcast.watch(),
    shown: () => shown,
    release: () => logWriter().release(turnId),
    end: () => broadcast.end(),
  };
}
