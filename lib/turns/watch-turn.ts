import 'server-only';
import { and, eq } from 'drizzle-orm';
import { getConversation } from '@/lib/conversations/get-conversation';
import { database } from '@/lib/db/client';
import { listen } from '@/lib/db/listen';
import { turns } from '@/lib/db/schema';
import type { LogEntry } from '@/lib/domain/message';
import { encodeEntries, STREAM_END } from './encode-entries';
import { readPieces } from './event-store';
import { entriesSince } from './join-entries';
import { runningTurns } from './running-turns';

/** Should a notification ever be lost, the log is looked at again after this time. */
const LOOK_AGAIN_MS = 5_000;

/**
 * The running turn of a user's own conversation from its beginning and on as it goes, in whichever process it runs.
 * Null when none runs. Throws `not_found`.
 */
export async function watchTurn(
  userId: string,
  conversationId: string,
): Promise<ReadableStream<Uint8Array> | null> {
  await getConversation(userId, conversationId);
  const [turn] = await database()
    .select({ id: turns.id })
    .from(turns)
    .where(and(eq(turns.conversationId, conversationId), eq(turns.status, 'running')));
  if (!turn) return null;
  return runningTurns().get(turn.id)?.log.watch() ?? watchElsewhere(turn.id);
}

/** Follows the stored log of a turn that runs in another process. */
function watchElsewhere(turnId: string): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      follow(turnId, gone.signal, (bytes) => controller.enqueue(bytes)).then(
        () => gone.signal.aborted || controller.close(),
        (error: unknown) => gone.signal.aborted || controller.error(error),
      );
    },
    cancel: () => gone.abort(),
  });
}

async function follow(turnId: string, gone: AbortSignal, show: (bytes: Uint8Array) => void): Promise<void> {
  let wake: () => void = () => undefined;
  const stopListening = await listen('turn_events', (heard) => {
    if (heard === null || heard.includes(turnId)) wake();
  });
  gone.addEventListener('abort', () => wake());
  const calls = new Set<string>();
  const news = newsOf(turnId);
  try {
    while (!gone.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const look = setTimeout(wake, LOOK_AGAIN_MS);
      // Its state first: what was stored before it ended is then sure to be read.
      const running = await isRunning(turnId);
      const bytes = await encodeEntries(await news(), calls);
      if (bytes.length > 0 && !gone.aborted) show(bytes);
      if (running && !gone.aborted) await woken;
      clearTimeout(look);
      if (!running) return gone.aborted ? undefined : show(STREAM_END);
    }
  } finally {
    stopListening();
  }
}

/** Answers what has been added to a stored log since the last time. */
function newsOf(turnId: string): () => Promise<LogEntry[]> {
  let last: { seq: number; entries: LogEntry[] } = { seq: 0, entries: [] };
  return async () => {
    const news: LogEntry[] = [];
    for (const piece of await readPieces(turnId, last.seq)) {
      news.push(...(piece.seq === last.seq ? entriesSince(last.entries, piece.entries) : piece.entries));
      last = piece;
    }
    return news;
  };
}

async function isRunning(turnId: string): Promise<boolean> {
  const [turn] = await database().select({ status: turns.status }).from(turns).where(eq(turns.id, turnId));
  return turn?.status === 'running';
}
