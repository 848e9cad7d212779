import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';

/** Node's own response, which the adapter hands over with each request; a call inside the sandbox has none. */
export type Wire = { outgoing: ServerResponse } | undefined;

/** What `fetch` throws for a connection that ended, for calls that have no connection to end. */
function lostConnection(): never {
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  });
}

/** Ends the connection without another byte. */
export function cutNow(wire: Wire): Response {
  if (wire === undefined) return lostConnection();
  wire.outgoing.socket?.destroy();
  return RESPONSE_ALREADY_SENT;
}

function write(outgoing: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    outgoing.write(bytes, () => resolve());
  });
}

/** Sends the head of the answer and at most so many bytes of its body, then ends the connection. */
export async function cutAfter(wire: Wire, answer: Response, bytes: number): Promise<Response> {
  if (wire === undefined) {
    await answer.body?.cancel();
    return lostConnection();
  }
  const { outgoing } = wire;
  const headers = Object.fromEntries(answer.headers);
  const cookies = answer.headers.getSetCookie();
  outgoing.writeHead(answer.status, cookies.length > 0 ? { ...headers, 'set-cookie': cookies } : headers);
  outgoing.flushHeaders();
  let left = bytes;
  const reader = answer.body?.getReader();
  while (reader !== undefined && left > 0) {
    const { value, done } = await reader.read();
    if (done) break;
    await write(outgoing, value.subarray(0, left));
    left -= value.length;
  }
  await reader?.cancel();
  return cutNow(wire);
}
