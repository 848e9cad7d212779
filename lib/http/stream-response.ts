import 'server-only';
import { UI_MESSAGE_STREAM_HEADERS } from 'ai';

/** Answers with a stream of UI message chunks that is encoded already. Proxies must neither keep nor compress it. */
export function streamResponse(stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, {
    headers: { ...UI_MESSAGE_STREAM_HEADERS, 'cache-control': 'no-cache, no-transform' },
  });
}
