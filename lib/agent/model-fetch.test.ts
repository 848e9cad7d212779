import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openai } from '../providers/openai.ts';
import { modelFetch } from './model-fetch.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A model server. Answers its address. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/responses`;
}

const delta = (text: string) =>
  `data: ${JSON.stringify({ type: 'response.output_text.delta', item_id: 'm', output_index: 0, content_index: 0, delta: text })}\n\n`;
const textOf = (stream: string) =>
  stream
    .split('\n\n')
    .filter(Boolean)
    .map((event) => JSON.parse(event.slice(6)).delta ?? '')
    .join('');
const fetchModel = modelFetch(openai);

test('a stream says what the model said, in far fewer events than it was sent in', async () => {
  const words = Array.from({ length: 500 }, (_, at) => `word ${at} `);
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (at: number) => {
      if (at === words.length) return response.end();
      response.write(delta(words[at] ?? ''), () => send(at + 1));
    };
    send(0);
  });
  const text = await (await fetchModel(url, { method: 'POST', body: '{}' })).text();
  expect(textOf(text)).toBe(words.join(''));
  expect(text.split('\n\n').length).toBeLessThan(100);
});

test('the first words come at once, and what comes later comes without the next', async () => {
  let more: () => void = () => undefined;
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(delta('first'));
    more = () => response.write(delta('second'));
  });
  const reader = (await fetchModel(url, { method: 'POST' })).body?.getReader();
  const next = async () => textOf(new TextDecoder().decode((await reader?.read())?.value));
  expect(await next()).toBe('first');
  more();
  expect(await next()).toBe('second');
  await reader?.cancel();
});

test('a model that says more than is read is held back, and nothing of it is lost', async () => {
  const pieces = 400;
  let sent = 0;
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = () => {
      while (sent < pieces) {
        sent += 1;
        if (!response.write(delta('x'.repeat(64_000)))) return response.once('drain', send);
      }
      return response.end();
    };
    send();
  });
  const stream = (await fetchModel(url, { method: 'POST' })).body;
  let before = 0;
  await expect
    .poll(() => {
      const more = sent - before;
      before = sent;
      return more;
    })
    .toBe(0);
  expect(sent).toBeLessThan(pieces);
  expect(textOf(await new Response(stream).text())).toHaveLength(pieces * 64_000);
});

test('what is sent arrives, and what is answered has its status, headers and body', async () => {
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' });
      response.end(JSON.stringify({ method: request.method, key: request.headers.authorization, body }));
    });
  });
  const response = await fetchModel(url, {
    method: 'POST',
    headers: { Authorization: 'Bearer k' },
    body: 'für',
  });
  expect([response.status, response.ok, response.headers.get('retry-after')]).toEqual([429, false, '7']);
  expect(await response.json()).toEqual({ method: 'POST', key: 'Bearer k', body: 'für' });
});

test('a connection serves one stream after another', async () => {
  const sockets = new Set<unknown>();
  const url = await serve((request, response) => {
    sockets.add(request.socket);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(delta('a') + delta('b'));
  });
  for (let round = 0; round < 3; round += 1)
    expect(textOf(await (await fetchModel(url, { method: 'POST' })).text())).toBe('ab');
  expect(sockets.size).toBe(1);
});

test('a request that is given up ends at the server, before its answer and in the middle of it', async () => {
  let ended = 0;
  const url = await serve((request, response) => {
    response.on('close', () => {
      ended += 1;
    });
    if (request.headers['x-begin']) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(delta('first'));
    }
  });
  const before = new AbortController();
  const asked = fetchModel(url, { method: 'POST', signal: before.signal });
  setTimeout(() => before.abort('stopped'), 20);
  await expect(asked).rejects.toBe('stopped');
  const during = new AbortController();
  const begun = await fetchModel(url, { method: 'POST', headers: { 'x-begin': '1' }, signal: during.signal });
  const reading = begun.text();
  during.abort('stopped');
  await expect(reading).rejects.toBe('stopped');
  await expect.poll(() => ended).toBe(2);
});

test('what cannot be reached, or breaks off, fails as fetch does', async () => {
  await expect(fetchModel('http://127.0.0.1:9/v1', { method: 'POST' })).rejects.toThrow(
    new TypeError('fetch failed'),
  );
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(delta('first'), () => response.destroy());
  });
  await expect((await fetchModel(url, { method: 'POST' })).text()).rejects.toThrow(TypeError);
});
