import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { withReadTimeout } from './read-timeout.ts';

async function serve(body: string[], end: boolean) {
  const server = createServer((_, response) => {
    for (const chunk of body) response.write(chunk);
    if (end) response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${port}/`;
}

test('a stream that falls silent fails, and says after how long', async () => {
  const url = await serve(['a'], false);
  const response = await withReadTimeout(50)(url);
  await expect(response.text()).rejects.toThrow('no data for 0.05 s');
});

test('a stream that ends in time is passed on whole, with its status and headers', async () => {
  const url = await serve(['one ', 'two'], true);
  const response = await withReadTimeout(5_000)(url);
  expect([response.status, await response.text()]).toEqual([200, 'one two']);
});
