import { beforeEach, expect, test } from 'vitest';
import type { Words } from '../domain/phrase.ts';
import { composioThat, SESSION } from './test-support/composio-that.ts';

/** What Composio's proxy answers at present: a status and a body, or nothing at all. */
let answer: { status: number; body: string } | null;
let asked = 0;

composioThat((request, response) => {
  asked += 1;
  request.resume();
  if (answer === null) response.destroy();
  else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
});

beforeEach(() => {
  asked = 0;
});

async function outcomes() {
  const { appRest } = await import('./app-rest.ts');
  const rest = appRest({ userId: 'ada', session: SESSION }, 'confluence');
  const said = (sent: Promise<unknown>) =>
    sent.then(
      (data) => ({ data }),
      (error: unknown) => error,
    );
  const path = '/wiki/api/v2/pages/1';
  return {
    read: await said(rest.get(path)),
    write: await said(rest.send({ method: 'DELETE', path })),
  };
}

const confluenceSays = (status: number, data: unknown) => ({
  status: 200,
  body: JSON.stringify({ status, data, headers: {} }),
});

test.each([
  ['a Confluence that fails', confluenceSays(502, { message: 'Bad gateway' }), 'Bad gateway'],
  [
    'a Composio that fails',
    { status: 500, body: '{"error":{"message":"Something broke"}}' },
    'Something broke',
  ],
  ['a page of a proxy', { status: 504, body: '<html>' }, 'Composio answered 504 with what cannot be read.'],
  [
    'an answer cut short',
    { status: 200, body: '{"status":20' },
    'Composio answered 200 with what cannot be read.',
  ],
  [
    'an answer of another form',
    { status: 200, body: '{"ok":1}' },
    'Composio answered 200 with what cannot be read.',
  ],
])('after %s a write may have run, and was sent once; a read was refused', async (_, given, message) => {
  answer = given;
  const { read, write } = await outcomes();
  const { say } = await import('../phrases/say.ts');
  const { NoAnswerError } = await import('./mcp-client.ts');
  const { RestRefusal } = await import('../domain/rest.ts');
  expect(write).toBeInstanceOf(NoAnswerError);
  expect(read).toBeInstanceOf(RestRefusal);
  for (const { words } of [write, read] as { words: Words }[]) expect(say(words)).toBe(message);
  expect(asked).toBe(2);
});

test('what never answered may have run', async () => {
  answer = null;
  const { NoAnswerError } = await import('./mcp-client.ts');
  expect((await outcomes()).write).toBeInstanceOf(NoAnswerError);
});

test.each([
  ['Confluence', confluenceSays(409, { message: 'Stale' }), 409, 'Stale'],
  [
    'Confluence for want of a scope',
    confluenceSays(401, { code: 401, message: 'Unauthorized; scope does not match' }),
    401,
    'This connection is not allowed to do that in Confluence: it was made without the scope. Do it in Confluence itself.',
  ],
  ['Composio', { status: 403, body: '{"error":{"message":"Not yours"}}' }, 0, 'Not yours'],
])('what %s refuses has not run', async (_, given, status, message) => {
  answer = given;
  const { read, write } = await outcomes();
  const { RestRefusal } = await import('../domain/rest.ts');
  const { say } = await import('../phrases/say.ts');
  for (const one of [read, write] as { status: number; words: Words }[]) {
    expect(one).toBeInstanceOf(RestRefusal);
    expect([one.status, say(one.words)]).toEqual([status, message]);
  }
});

test('what went well is given as it is', async () => {
  answer = confluenceSays(200, { id: '1' });
  expect(await outcomes()).toEqual({ read: { data: { id: '1' } }, write: { data: { id: '1' } } });
});
