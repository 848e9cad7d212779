import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createSandbox } from '../server.ts';

/**
 * The whole sandbox on a port of its own, in memory.
 * @param headers set on every request that comes in, for clients that cannot send them
 */
export async function serveSandbox(
  options: { now?: () => Date; control?: boolean; headers?: Record<string, string> } = {},
) {
  const { headers = {}, ...rest } = options;
  const sandbox = createSandbox({ file: ':memory:', ...rest });
  const answer: typeof sandbox.app.fetch = (request, ...others) => {
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    return sandbox.app.fetch(request, ...others);
  };
  const { server, port } = await new Promise<{ server: Server; port: number }>((resolve) => {
    const started = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' }, (info) =>
      resolve({ server: started as Server, port: info.port }),
    );
  });
  return {
    base: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
      sandbox.close();
    },
  };
}

export type ServedSandbox = Awaited<ReturnType<typeof serveSandbox>>;
