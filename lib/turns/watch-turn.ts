import 'server-only';
import { and, eq } from 'drizzle-orm';
import { getConversation } from '@/lib/conversations/get-conversation';
import { database } from '@/lib/db/client';
import { listen } from '@/lib/db/listen';
import { turns } from '@/lib/db/schema';
import type { LogEntry, TurnChunk } from '@/lib/domain/message';
import { readEvents } from './event-store';
import { runningTurns } from './running-turns';
import { showEntries } from './show-entries';

/** Should a notification ever be lost, the log is looked at again after this time. */
const LOOK_AGAIN_MS = 5_000;

/**
 * The running turn of a user's own conversation from its beginning and on as it goes, in whichever process it runs.
 * Null when none runs. Throws `not_found`.
 */
export async function watchTurn(
  userId: string,
  conversationId: string,
): Promise<ReadableStream<TurnChunk> | null> {
  await getConversation(userId, conversationId);
  const [turn] = await database()
    .select({ id: turns.id })
    .from(turns)
    .where(and(eq(turns.conversationId, conversationId), eq(turns.status, 'running')));
  if (!turn) return null;
  return showEntries(runningTurns().get(turn.id)?.log.watch() ?? watchElsewhere(turn.id));
}

/** Follows the stored log of a turn that runs in another process. */
function watchElsewhere(turnId: string): ReadableStream<LogEntry> {
  const gone = new AbortController();
  return new ReadableStream<LogEntry>({
    start(controller) {
      follow(turnId, gone.signal, (entry) => controller.enqueue(entry)).then(
        () => gone.signal.aborted || controller.close(),
        (error: unknown) => gone.signal.aborted || controller.error(error),
      );
    },
    cancel: () => gone.abort(),
  });
}

async function follow(turnId: string, gone: AbortSignal, show: (entry: LogEntry) => void): Promise<void> {
  let wake: () => void = () => undefined;
  const stopListening = await listen('turn_events', (heard) => {
    if (heard === null || heard === turnId) wake();
  });
  gone.addEventListener('abort', () => wake());
  try {
    for (let next = 0; !gone.aborted; ) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const look = setTimeout(wake, LOOK_AGAIN_MS);
      // Its state first: what was stored before it ended is then sure to be read.
      const running = await isRunning(turnId);
      for (const { seq, entries } of await readEvents(turnId, next)) {
        if (!gone.aborted) entries.forEach(show);
        next = seq + 1;
      }
      if (running && !gone.aborted) await woken;
      clearTimeout(look);
      if (!running) return;
    }
  } finally {
    stopListening();
  }
}

async function isRunning(turnId: string): Promise<boolean> {
  const [turn] = await database().select({ status: turns.status }).from(turns).where(eq(turns.id, turnId));
  return turn?.status === 'running';
}
