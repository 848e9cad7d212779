import 'server-only';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  StreamableHTTPClientTransport,
  StreamableHTTPError,
} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  type CallToolResult,
  CallToolResultSchema,
  ErrorCode,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { LRUCache } from 'lru-cache';
import { config } from '@/lib/config/config';
import { SaidError, wordsOfError } from '@/lib/domain/phrase';
import { callPhrase } from '@/lib/phrases/call-phrases';
import { type Fetch, timedFetch } from './timed-fetch';

/** A server must begin to answer within this time. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Once it has begun, it may be silent for this long, and a tool may take this long. */
const STREAM_READ_TIMEOUT_MS = 300_000;

/** A connection and the number of calls that are under way on it. A retired one is closed when the last has ended. */
type Connection = {
  client: Client;
  transport: StreamableHTTPClientTransport;
  calls: number;
  retired: boolean;
};

/** Connections kept warm, by session URL. The longest unused goes first; any goes after ten minutes without use. */
const warm = new LRUCache<string, Promise<Connection>>({
  max: 200,
  ttl: 10 * 60_000,
  ttlAutopurge: true,
  updateAgeOnGet: true,
  dispose: (connection) => void connection.then(retire, () => undefined),
});

/** Composio no longer knows the session; nothing was run. */
export class SessionLostError extends SaidError {}
/** No connection could be made; nothing was run. */
class NotReachedError extends SaidError {}
/** The call was sent and no answer came: it may have run or not. */
export class NoAnswerError extends SaidError {}

/**
 * Calls a tool once. Nothing here retries: a tool may write. Throws `McpError` when the server refused the call, else one
 * of the errors above, which tell whether anything can have run.
 */
export async function callTool(
  mcpUrl: string,
  name: string,
  args: Record<string, unknown>,
): Promise<CallToolResult> {
  return withConnection(mcpUrl, async (client) => {
    const options = { timeout: STREAM_READ_TIMEOUT_MS };
    return CallToolResultSchema.parse(
      await client.callTool({ name, arguments: args }, CallToolResultSchema, options),
    );
  });
}

/** The definitions of all tools of a session, as MCP gives them. Throws as `callTool` does. */
export async function listTools(mcpUrl: string): Promise<unknown[]> {
  return withConnection(mcpUrl, async (client) => {
    const tools: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listTools({ cursor }, { timeout: REQUEST_TIMEOUT_MS });
      tools.push(...page.tools);
      cursor = page.nextCursor;
    } while (cursor);
    return tools;
  });
}

async function withConnection<T>(mcpUrl: string, use: (client: Client) => Promise<T>): Promise<T> {
  const opening = warm.get(mcpUrl) ?? open(mcpUrl);
  const connection = await opening.catch((error: unknown) => {
    forget(mcpUrl, opening);
    throw sessionLost(error) ? lost(error) : new NotReachedError(wordsOfError(error), { cause: error });
  });
  connection.calls += 1;
  try {
    return await use(connection.client);
  } catch (error) {
    if (answered(error)) throw error;
    // What a connection is worth after this is unknown: the next call makes a new one, calls under way go on.
    forget(mcpUrl, opening);
    throw sessionLost(error) ? lost(error) : new NoAnswerError(wordsOfError(error), { cause: error });
  } finally {
    connection.calls -= 1;
    if (connection.retired) retire(connection);
  }
}

function open(mcpUrl: string): Promise<Connection> {
  const opening = connect(mcpUrl);
  warm.set(mcpUrl, opening);
  return opening;
}

function forget(mcpUrl: string, opening: Promise<Connection>): void {
  if (warm.peek(mcpUrl) === opening) warm.delete(mcpUrl);
}

async function connect(mcpUrl: string): Promise<Connection> {
  const transport = new StreamableHTTPClientTransport(new URL(mcpUrl), {
    requestInit: { headers: { 'x-api-key': config().composio.apiKey } },
    fetch: withoutListening(timedFetch({ answerMs: REQUEST_TIMEOUT_MS, silenceMs: STREAM_READ_TIMEOUT_MS })),
  });
  const client = new Client({ name: 'tributary', version: '1.0.0' });
  await client.connect(transport, { timeout: REQUEST_TIMEOUT_MS });
  return { client, transport, calls: 0, retired: false };
}

/**
 * A `fetch` for a client that hears what it asked for and nothing else: the stream of what a server says by itself is refused
 * here, as a server without one refuses it. It would be one more request, open as long as the connection is.
 */
function withoutListening(fetch: Fetch): Fetch {
  return async (url, init) => {
    // With an id it takes up an answer that broke off.
    const listens = init?.method === 'GET' && !new Headers(init.headers).has('last-event-id');
    return listens ? new Response(null, { status: 405 }) : fetch(url, init);
  };
}

/** Ends the session at the server too, as the protocol asks, once nothing runs on it. */
function retire(connection: Connection): void {
  connection.retired = true;
  if (connection.calls > 0) return;
  void connection.transport
    .terminateSession()
    .catch(() => undefined)
    .then(() => connection.client.close())
    .catch(() => undefined);
}

/** Did the server itself answer with an error? */
function answered(error: unknown): boolean {
  return (
    error instanceof McpError &&
    error.code !== ErrorCode.ConnectionClosed &&
    error.code !== ErrorCode.RequestTimeout
  );
}

function sessionLost(error: unknown): boolean {
  return error instanceof StreamableHTTPError && error.code === 404;
}

const lost = (cause: unknown) => new SessionLostError(callPhrase.sessionUnknown(), { cause });
