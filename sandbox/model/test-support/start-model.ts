import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createModel, type ModelOptions } from '../model.ts';

const HEADERS = { 'content-type': 'application/json', authorization: 'Bearer sk-test' };

/** The model behind a real HTTP server, as clients meet it. */
export async function startModel(options: ModelOptions) {
  const server = createServer(getRequestListener(createModel(options).fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openai/v1`;
  const send = (method: string, path: string, body?: unknown) =>
    fetch(baseURL + path, {
      method,
      headers: HEADERS,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    baseURL,
    post: (path: string, body: unknown) => send('POST', path, body),
    get: (path: string) => send('GET', path),
    remove: (path: string) => send('DELETE', path),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
