import type { Server } from 'node:http';
import { serve } from '@hono/node-server';

type App = { fetch: Parameters<typeof serve>[0]['fetch'] };

/** Serves an app on a port of its own. */
export async function serveSite(app: App): Promise<{ base: string; stop: () => void }> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({
        base: `http://127.0.0.1:${port}`,
        stop: () => {
          server.close();
          (server as Server).closeAllConnections();
        },
      }),
    );
  });
}
