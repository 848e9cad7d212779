import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { PostedMessage } from './read-message.ts';

const JSON_TYPE = 'application/json';
const STREAM_TYPE = 'text/event-stream';

/** A stream where the client wants progress or nothing but a stream; otherwise one JSON answer. */
function answersAsStream(accept: string, posted: PostedMessage): boolean {
  if (!accept.includes(JSON_TYPE)) return true;
  return accept.includes(STREAM_TYPE) && posted.kind === 'request' && posted.wantsProgress;
}

/** The transport asks for both types; a client that can read one of them is served with that one. */
function acceptingBoth(request: Request): Request {
  const accept = request.headers.get('accept') ?? '';
  if (!accept.includes(JSON_TYPE) && !accept.includes(STREAM_TYPE)) return request;
  const headers = new Headers(request.headers);
  headers.set('accept', `${JSON_TYPE}, ${STREAM_TYPE}`);
  return new Request(request.url, { method: request.method, headers });
}

/**
 * Lets the server answer one posted message. A request goes on when its client goes away, as only a cancellation ends it.
 * @param begin is given what stops the request and returns what to call when it is over; a stopped one has no result:
 *   its stream ends, or it is 202 without a body
 */
export async function answerMessage(
  server: Server,
  request: Request,
  posted: PostedMessage,
  begin: (stop: () => void) => () => void,
): Promise<Response> {
  const stream = answersAsStream(request.headers.get('accept') ?? '', posted);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: !stream });
  await server.connect(transport);

  const stopped = Promise.withResolvers<Response>();
  const over = begin(() => {
    over();
    void server.close();
    stopped.resolve(new Response(null, { status: 202 }));
  });
  const send = transport.send.bind(transport);
  transport.send = async (message, options) => {
    if (!('method' in message)) over();
    await send(message, options);
  };
  return Promise.race([
    transport.handleRequest(acceptingBoth(request), { parsedBody: posted.body }),
    stopped.promise,
  ]);
}
