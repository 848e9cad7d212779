import 'server-only';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  StreamableHTTPClientTransport,
  StreamableHTTPError,
} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { type CallToolResult, CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { LRUCache } from 'lru-cache';
import { config } from '@/lib/config/config';
import { withReadTimeout } from './read-timeout';

const REQUEST_TIMEOUT_MS = 30_000;
const STREAM_READ_TIMEOUT_MS = 300_000;
const TIMEOUTS = {
  timeout: REQUEST_TIMEOUT_MS,
  resetTimeoutOnProgress: true,
  maxTotalTimeout: STREAM_READ_TIMEOUT_MS,
};

type Connection = { client: Client; transport: StreamableHTTPClientTransport };

/** Connections kept warm, by session URL. The longest unused goes first; any goes after ten minutes without use. */
const warm = new LRUCache<string, Promise<Connection>>({
  max: 200,
  ttl: 10 * 60_000,
  ttlAutopurge: true,
  updateAgeOnGet: true,
  dispose: (connection) => void connection.then(close, () => undefined),
});

/** Thrown when Composio no longer knows the session, before anything was run. */
export class SessionLostError extends Error {}

/** Calls a tool once. Nothing here retries: a tool may write. Throws `SessionLostError`, or what the transport says. */
export async function callTool(
  mcpUrl: string,
  name: string,
  args: Record<string, unknown>,
): Promise<CallToolResult> {
  const { client } = await connection(mcpUrl);
  try {
    return CallToolResultSchema.parse(
      await client.callTool({ name, arguments: args }, CallToolResultSchema, TIMEOUTS),
    );
  } catch (error) {
    // What a connection is worth after a failure is unknown; the next call makes a new one.
    warm.delete(mcpUrl);
    throw sessionLost(error) ? new SessionLostError('the session is unknown', { cause: error }) : error;
  }
}

/** The definitions of all tools of a session, as MCP gives them. */
export async function listTools(mcpUrl: string): Promise<unknown[]> {
  const { client } = await connection(mcpUrl);
  const tools: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listTools({ cursor }, TIMEOUTS);
    tools.push(...page.tools);
    cursor = page.nextCursor;
  } while (cursor);
  return tools;
}

function connection(mcpUrl: string): Promise<Connection> {
  const existing = warm.get(mcpUrl);
  if (existing) return existing;
  const made = connect(mcpUrl).catch((error: unknown) => {
    warm.delete(mcpUrl);
    throw sessionLost(error) ? new SessionLostError('the session is unknown', { cause: error }) : error;
  });
  warm.set(mcpUrl, made);
  return made;
}

async function connect(mcpUrl: string): Promise<Connection> {
  const transport = new StreamableHTTPClientTransport(new URL(mcpUrl), {
    requestInit: { headers: { 'x-api-key': config().composio.apiKey } },
    fetch: withReadTimeout(STREAM_READ_TIMEOUT_MS),
  });
  const client = new Client({ name: 'tributary', version: '1.0.0' });
  await client.connect(transport, TIMEOUTS);
  return { client, transport };
}

/** Ends the session at the server too, as the protocol asks. */
async function close({ client, transport }: Connection): Promise<void> {
  await transport.terminateSession().catch(() => undefined);
  await client.close().catch(() => undefined);
}

function sessionLost(error: unknown): boolean {
  return error instanceof StreamableHTTPError && error.code === 404;
}
