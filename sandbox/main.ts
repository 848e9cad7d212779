import type { Server } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '@hono/node-server';
import { createSandbox } from './server.ts';

const USAGE = 'Usage: node sandbox/main.ts [--port 4400] [--data .data] [--list]';

function fail(message: string): never {
  console.error(`sandbox: ${message}`);
  process.exit(1);
}

function readOptions(): { port: number; file: string; list: boolean } {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, data: { type: 'string' }, list: { type: 'boolean' } },
    });
    const wanted = values.port ?? process.env.SANDBOX_PORT ?? '4400';
    const port = /^\d{1,5}$/.test(wanted) ? Number(wanted) : Number.NaN;
    if (!(port <= 65_535)) return fail(`"${wanted}" is not a port. ${USAGE}`);
    const data = values.data ?? process.env.TRIBUTARY_DATA_DIR ?? '.data';
    return { port, file: join(data, 'sandbox.db'), list: values.list === true };
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}. ${USAGE}`);
  }
}

type Fetch = (request: Request) => Response | Promise<Response>;

function listen(fetch: Fetch, port: number, hostname: string): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname }, (info) =>
      // Without options of its own, the adapter serves plain HTTP/1.
      resolve({ server: server as Server, port: info.port }),
    );
    server.once('error', reject);
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** `localhost` is one of two addresses, and programs differ in which they try first: both are served. */
async function listenOnLocalhost(fetch: Fetch, wanted: number): Promise<{ servers: Server[]; port: number }> {
  const { server, port } = await listen(fetch, wanted, '127.0.0.1');
  try {
    return { servers: [server, (await listen(fetch, port, '::1')).server], port };
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') throw error;
    return { servers: [server], port }; // This machine has no IPv6.
  }
}

const options = readOptions();
const control = process.env.SANDBOX_CONTROL === '1';

/** What is where, for a person who started the sandbox by hand. */
function served(origin: string): string {
  const rows = [
    [
      'Confluence',
      `${origin}/wiki`,
      'REST under /wiki/api/v2 and /wiki/rest/api; Basic ada@example.com:token',
    ],
    ['OAuth', `${origin}/atlassian`, "Atlassian's; the gateway is /ex/confluence/{cloudId}/wiki"],
    ['Composio', `${origin}/api/v3.1`, 'x-api-key: any key that begins with ak_'],
    ['MCP', `${origin}/tool_router/{session}/mcp`, 'of each session'],
    ['The model', `${origin}/openai/v1`, 'rules, not AI; any key'],
    ...(control ? [['Control', `${origin}/control`, 'breaks things on purpose']] : []),
  ];
  return rows
    .map(([name = '', address = '', about]) => `  ${name.padEnd(12)}${address.padEnd(52)}${about}`)
    .join('\n');
}
let sandbox: ReturnType<typeof createSandbox>;
try {
  sandbox = createSandbox({ file: options.file, control });
} catch (error) {
  fail(`cannot open ${options.file}: ${error instanceof Error ? error.message : error}`);
}

try {
  const { servers, port } = await listenOnLocalhost(sandbox.app.fetch, options.port);
  const stop = () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    sandbox.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // A program that started this one is told; the port alone could be another's.
  process.send?.('listening');
  console.log(`Sandbox (Composio, Confluence and a model of rules) on http://localhost:${port}`);
  if (options.list) console.log(served(`http://localhost:${port}`));
} catch (error) {
  sandbox.close();
  const reason = codeOf(error) === 'EADDRINUSE' ? 'another program uses it' : codeOf(error);
  fail(`cannot listen on port ${options.port}: ${reason}. Choose another with --port.`);
}
