import { parseJsonEventStream, readUIMessageStream, uiMessageChunkSchema } from 'ai';
import type { ConversationMessage, TurnChunk } from '@/lib/domain/message';

/** Between two pictures of an answer that is being written, in milliseconds. */
const SHOW_EVERY_MS = 40;

type Parsed = { success: true; value: unknown } | { success: false; error: Error };

type Watcher = {
  /** The answer as far as it is there. */
  onShown: (message: ConversationMessage) => void;
  /** Earlier messages of the conversation were brought up to date. */
  onChanged: (messageIds: string[]) => void;
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
  const outputs = new Map<string, unknown>();
  const parsed = parseJsonEventStream({ stream: body, schema: uiMessageChunkSchema });
  const chunks = parsed.pipeThrough(
    new TransformStream<Parsed, TurnChunk>({
      transform(result, controller) {
        if (!result.success) throw result.error;
        const chunk = result.value as TurnChunk;
        if (chunk.type === 'data-changed') onChanged(chunk.data.messageIds);
        else if (chunk.type === 'tool-output-available') {
          // The SDK copies the whole message at every chunk: results, the large part of it, wait beside it.
          outputs.set(chunk.toolCallId, chunk.output);
          controller.enqueue({ ...chunk, output: null });
        } else controller.enqueue(chunk);
      },
    }),
    { signal: gone },
  );
  const pictures = latestOnly(SHOW_EVERY_MS, (message: ConversationMessage) =>
    onShown(withOutputs(message, outputs)),
  );
  try {
    const stream = readUIMessageStream<ConversationMessage>({ stream: chunks, terminateOnError: true });
    for await (const message of stream) pictures.next(message);
  } finally {
    if (gone.aborted) pictures.drop();
    else pictures.flush();
  }
}

function withOutputs(message: ConversationMessage, outputs: Map<string, unknown>): ConversationMessage {
  const parts = message.parts.map((part) =>
    part.type === 'dynamic-tool' && part.state === 'output-available'
      ? { ...part, output: outputs.get(part.toolCallId) }
      : part,
  );
  return { ...message, parts };
}

/** Hands on the latest value at most once in `ms` milliseconds. */
function latestOnly<Value>(ms: number, show: (value: Value) => void) {
  let waiting: { value: Value } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shownAt = 0;
  const drop = () => {
    clearTimeout(timer);
    timer = undefined;
    waiting = null;
  };
  const flush = () => {
    const last = waiting;
    drop();
    if (last === null) return;
    shownAt = performance.now();
    show(last.value);
  };
  const next = (value: Value) => {
    waiting = { value };
    timer ??= setTimeout(flush, Math.max(0, shownAt + ms - performance.now()));
  };
  return { next, flush, drop };
}
