import 'server-only';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { ModelProvider } from '@/lib/providers/model-provider';
import { streamJoiner } from './join-stream';
import { countStream, nextTick } from './read-ticks';

/**
 * A `fetch` for the AI SDK that reads a model's stream in ticks: between two of them nothing is taken from the socket, and what has
 * come in is made into as few events as it can be told with. Each event costs the SDK far more than its text does, and each
 * read costs the process more than what it reads.
 */
export function modelFetch(provider: ModelProvider): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const signal = init.signal ?? null;
    signal?.throwIfAborted();
    const response = await open(new URL(input instanceof Request ? input.url : input), init, signal);
    const streams = response.headers['content-type']?.includes('text/event-stream') ?? false;
    const empty = response.statusCode === 204 || response.statusCode === 304;
    const body = empty ? null : bodyOf(response, signal, streams ? streamJoiner(provider) : null);
    return new Response(body, {
      status: response.statusCode ?? 500,
      statusText: response.statusMessage ?? '',
      headers: headersOf(response),
    });
  };
}

/** Sends a request whose body is text, or has none. Fails as `fetch` does. */
function open(
  url: URL,
  { method = 'GET', headers, body }: RequestInit,
  signal: AbortSignal | null,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const sent = Object.fromEntries(new Headers(headers));
    const request = send(url, { method, headers: sent, ...(signal ? { signal } : {}) }, resolve);
    request.on('error', (cause) =>
      reject(signal?.aborted ? signal.reason : new TypeError('fetch failed', { cause })),
    );
    request.end(body ?? undefined);
  });
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value);
  return headers;
}

type Joiner = ReturnType<typeof streamJoiner>;

/** @param joiner of a stream of events; null for what is read as it comes */
function bodyOf(
  response: IncomingMessage,
  signal: AbortSignal | null,
  joiner: Joiner | null,
): ReadableStream<Uint8Array> {
  const reader = pieces(response, signal, joiner !== null);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          const piece = await reader.next();
          const text = piece === null ? joiner?.end() : joiner?.read(piece);
          const bytes = text === undefined ? piece : encoder.encode(text);
          if (bytes?.length) controller.enqueue(bytes);
          if (piece === null) controller.close();
          if (piece === null || bytes?.length) return;
        }
      },
      cancel: () => void response.destroy(),
    },
    { highWaterMark: 0 },
  );
}

/** What has come in since the last time, once there is any and it is time to look; null at the end. */
function pieces(
  response: IncomingMessage,
  signal: AbortSignal | null,
  inTicks: boolean,
): { next: () => Promise<Uint8Array | null> } {
  const uncount = inTicks ? countStream() : () => undefined;
  const { socket } = response;
  let read: Buffer[] = [];
  let ended = false;
  let failed: unknown;
  let wake: () => void = () => undefined;
  let reads = 0;
  response.on('data', (piece: Buffer) => {
    read.push(piece);
    // The kernel keeps what comes until the next tick. What is in this read is still handed out.
    if (inTicks) socket.pause();
    wake();
  });
  response.on('end', () => {
    ended = true;
    // The connection is used again.
    socket.resume();
  });
  response.on('error', (cause) => {
    failed = signal?.aborted ? signal.reason : new TypeError('terminated', { cause });
  });
  response.on('close', () => {
    uncount();
    wake();
  });
  return {
    async next() {
      // An answer begins to show at once.
      if (inTicks && reads > 1 && !response.closed) await nextTick();
      reads += 1;
      if (read.length === 0 && !ended && !response.closed) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        socket.resume();
        await woken;
      }
      if (failed !== undefined) throw failed;
      const all = read.length === 1 ? read[0] : Buffer.concat(read);
      read = [];
      return all?.length ? all : null;
    },
  };
}
