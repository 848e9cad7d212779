import type { ConversationMessage, TurnChunk } from '@/lib/domain/message';
import { Answer } from './answer';
import { readChunks } from './read-chunks';

/** Between two pictures of an answer that is being written, in milliseconds: more are not seen, and each is laid out and painted. */
const SHOW_EVERY_MS = 45;

type Watcher = {
  /** The answer as far as it is there. */
  onShown: (message: ConversationMessage) => void;
  /** Earlier messages of the conversation were brought up to date. */
  onChanged: () => void;
};

/**
 * Shows an answer while it arrives as the body of `POST /api/chat` or `GET /api/chat/{id}/stream`; resolves when it is over.
 * Throws when the stream breaks off or `gone` is aborted.
 */
export async function streamAnswer(
  body: ReadableStream<Uint8Array>,
  gone: AbortSignal,
  { onShown, onChanged }: Watcher,
): Promise<void> {
  const answer = new Answer();
  const show = oncePerFrame(() => {
    const message = answer.message();
    if (message !== null) onShown(message);
  });
  const take = (chunk: TurnChunk) => {
    if (chunk.type === 'data-changed') return onChanged();
    answer.take(chunk);
    show.soon();
  };
  try {
    await readChunks<TurnChunk>(body, gone, take);
  } finally {
    if (gone.aborted) show.drop();
    else show.now();
  }
}

/** Does something before a paint, however often it is asked for until then. */
function oncePerFrame(work: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame: number | null = null;
  let workedAt = 0;
  const drop = () => {
    clearTimeout(timer);
    timer = undefined;
    if (frame !== null) cancelAnimationFrame(frame);
    frame = null;
  };
  const now = () => {
    if (timer === undefined) return;
    drop();
    workedAt = performance.now();
    work();
  };
  const soon = () => {
    timer ??= setTimeout(
      () => {
        frame = requestAnimationFrame(now);
      },
      workedAt + SHOW_EVERY_MS - performance.now(),
    );
  };
  return { soon, now, drop };
}
