import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { timedFetch } from './timed-fetch.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('a server that does not begin to answer fails, and the error says after how long', async () => {
  const url = await serve(() => undefined);
  await expect(timedFetch({ answerMs: 50, silenceMs: 5_000 })(url)).rejects.toMatchObject({
    words: { code: 'call.noAnswerFor', values: { seconds: 0.05 } },
  });
});

test('an answer that falls silent fails, and the error says after how long', async () => {
  const url = await serve((_, response) => response.write('a'));
  const response = await timedFetch({ answerMs: 5_000, silenceMs: 50 })(url);
  await expect(response.text()).rejects.toMatchObject({
    words: { code: 'call.noDataFor', values: { seconds: 0.05 } },
  });
});

test('an answer that has begun may take longer than a server has to begin, and is passed on whole', async () => {
  const url = await serve((_, response) => {
    response.write('one ');
    setTimeout(() => response.end('two'), 150);
  });
  const response = await timedFetch({ answerMs: 100, silenceMs: 5_000 })(url);
  expect([response.status, await response.text()]).toEqual([200, 'one two']);
});

test('the caller can still abort', async () => {
  const url = await serve(() => undefined);
  const abort = new AbortController();
  const answer = timedFetch({ answerMs: 5_000, silenceMs: 5_000 })(url, { signal: abort.signal });
  abort.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
});
