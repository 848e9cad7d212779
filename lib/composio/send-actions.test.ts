import { json } from 'node:stream/consumers';
import { beforeEach, expect, test } from 'vitest';
import { composioThat, SESSION } from './test-support/composio-that.ts';

/** What Confluence answers through the proxy to a write; reads give a page of the space that the path ends with. */
let write: { status: number; data: unknown };
let writes = 0;

composioThat(async (request, response) => {
  const { method, endpoint } = (await json(request)) as { method: string; endpoint: string };
  if (method !== 'GET') writes += 1;
  const id = endpoint.split('/').at(-1);
  const page = { id, title: `Page ${id}`, status: 'current', spaceId: '1', version: { number: 3 } };
  const answer = method === 'GET' ? { status: 200, data: page } : write;
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
});

beforeEach(() => {
  writes = 0;
});

async function send(...versions: number[]) {
  const { sendActions } = await import('./send-actions.ts');
  const requested = versions.map((number) => ({
    tool: 'MOVE_PAGE',
    arguments: { id: '7', parentId: '8', version: { number } },
  }));
  return sendActions({ userId: 'ada', session: SESSION }, requested);
}

test('a tool of ours is carried out over REST, each action once and with an answer of its own', async () => {
  write = { status: 200, data: { id: '7', version: { number: 4 } } };
  expect(await send(4, 9)).toMatchObject([
    { index: 0, tool: 'MOVE_PAGE', kind: 'write', status: 'succeeded', result: write.data, error: null },
    {
      index: 1,
      status: 'failed',
      error: { code: 'confluence.pages.move.movedOn', values: { version: 3 } },
    },
  ]);
  expect(writes).toBe(1);
});

test('what Confluence refused has failed with its words', async () => {
  write = { status: 409, data: { message: 'Stale' } };
  expect(await send(4)).toMatchObject([{ status: 'failed', error: 'Stale' }]);
});

test('what a failing server was given may have run, and was given once', async () => {
  write = { status: 502, data: { message: 'Bad gateway' } };
  expect(await send(4)).toMatchObject([
    { status: 'unknown', error: { code: 'call.noAnswer', values: { reason: 'Bad gateway' } } },
  ]);
  expect(writes).toBe(1);
});
