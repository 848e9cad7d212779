import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownDatabase } from '../../launcher/test-support/own-database.ts';

let remove: () => Promise<void>;
const [userId, other, conversationId, turnId] = [0, 1, 2, 3].map(() => randomUUID()) as [
  string,
  string,
  string,
  string,
];
const [batch, search] = [randomUUID(), randomUUID()];
/** Ten megabytes, of characters that take one byte and more. */
const large = { rows: Array.from({ length: 120_000 }, (_, index) => `Zeile ${index}: ${'ä€😀'.repeat(8)}`) };
const json = Buffer.from(JSON.stringify(large));

beforeAll(async () => {
  remove = await ownDatabase();
  const { database } = await import('../db/client.ts');
  const tables = await import('../db/schema.ts');
  await database()
    .insert(tables.users)
    .values([
      { id: userId, name: 'Ada' },
      { id: other, name: 'Grace' },
    ]);
  await database().insert(tables.conversations).values({ id: conversationId, userId, title: 'Much' });
  await database().insert(tables.turns).values({ id: turnId, conversationId, cause: 'message' });
  const { keepResult } = await import('./results.ts');
  const { together } = await import('../db/together.ts');
  const small = keepResult(conversationId, { small: true }).row;
  const kept = keepResult(conversationId, large);
  await together(database(), kept.writes);
  const call = { userId, conversationId, turnId, modelCallId: 'c', arguments: {} };
  await database()
    .insert(tables.toolCalls)
    .values([
      { ...call, id: batch, tool: 'COMPOSIO_MULTI_EXECUTE_TOOL' },
      { ...call, id: search, tool: 'COMPOSIO_SEARCH_TOOLS', status: 'succeeded', ...small },
    ]);
  const action = {
    toolCallId: batch,
    tool: 'CONFLUENCE_GET_PAGES',
    kind: 'read',
    status: 'succeeded',
  } as const;
  await database()
    .insert(tables.actions)
    .values([
      { ...action, index: 0, ...small },
      { ...action, index: 1, ...kept.row },
    ]);
}, 60_000);

afterAll(() => remove());

async function read(callId: string, action: number | undefined, range?: string, who = userId) {
  const { resultResponse } = await import('./read-result.ts');
  const request = new Request('http://localhost/', range ? { headers: { range } } : undefined);
  return resultResponse(request, who, callId, action);
}

test('a large result is given by its beginning, its size and its address, wherever calls are shown', async () => {
  const { database } = await import('../db/client.ts');
  const { readCalls } = await import('./read-calls.ts');
  const { outcomeOf } = await import('./outcome-of.ts');
  const { listToolCalls } = await import('./list-tool-calls.ts');
  const { exportToolCalls } = await import('./export-tool-calls.ts');
  const { modelText } = await import('../agent/model-text.ts');
  const expected = {
    size: json.length,
    beginning: [...json.toString()].slice(0, 40_000).join(''),
    url: `/api/tool-calls/${batch}/result?action=1`,
  };
  const [call] = await readCalls(database(), undefined);
  if (!call) throw new Error('no call');
  const outcome = outcomeOf(call);
  expect(outcome.actions.map((action) => action.result)).toEqual([{ small: true }, null]);
  expect(outcome.actions[1]?.large).toEqual(expected);
  expect((await listToolCalls(userId, {})).items.at(-1)?.actions[1]?.large).toEqual(expected);
  const csv = (await Array.fromAsync(exportToolCalls(userId, 'csv', {}))).join('');
  for (const shown of [JSON.stringify(outcome), csv, modelText(outcome, call.tool)]) {
    expect(shown).toContain('Zeile 0');
    expect(shown.length).toBeLessThan(200_000);
  }
});

test('a page that is large is described by its beginning, too, and stands once', async () => {
  const { database } = await import('../db/client.ts');
  const tables = await import('../db/schema.ts');
  const { eq } = await import('drizzle-orm');
  const { readCalls } = await import('./read-calls.ts');
  const { keepResult } = await import('./results.ts');
  const { together } = await import('../db/together.ts');
  const { outcomeOf } = await import('./outcome-of.ts');
  const id = randomUUID();
  const value = `<p>${'Beginning. '.repeat(60_000)}</p>`;
  const page = { id: '7', title: 'Plan', spaceId: '1', version: { number: 3 }, body: { storage: { value } } };
  await database()
    .insert(tables.toolCalls)
    .values({ id, userId, conversationId, turnId, modelCallId: 'p', tool: 'read_page', arguments: {} });
  const action = { tool: 'CONFLUENCE_GET_PAGE_BY_ID', kind: 'read', status: 'succeeded' } as const;
  const kept = keepResult(conversationId, page);
  await together(database(), [
    ...kept.writes,
    database()
      .insert(tables.actions)
      .values({ ...action, toolCallId: id, index: 0, ...kept.row }),
  ]);
  const [call] = await readCalls(database(), eq(tables.toolCalls.id, id));
  if (!call) throw new Error('no call');
  const outcome = outcomeOf(call);
  expect(outcome.result).toBeNull();
  expect(outcome.large).toMatchObject({
    size: Buffer.byteLength(JSON.stringify(page)),
    beginning: expect.stringContaining('Beginning.'),
    url: `/api/tool-calls/${id}/result?action=0`,
  });
  expect(JSON.stringify(outcome).length).toBeLessThan(60_000);
});

test('all of it can be read, whole or in ranges that fit together, also in the middle of a character', async () => {
  const whole = await read(batch, 1);
  expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  expect(Buffer.from(await whole.arrayBuffer()).equals(json)).toBe(true);
  const pieces = [];
  for (const range of ['bytes=0-29', 'bytes=30-1000', 'bytes=1001-']) {
    const piece = await read(batch, 1, range);
    expect(piece.status).toBe(206);
    pieces.push(Buffer.from(await piece.arrayBuffer()));
  }
  expect(Buffer.concat(pieces).equals(json)).toBe(true);
  expect((await read(batch, 1, 'bytes=30-1000')).headers.get('content-range')).toBe(
    `bytes 30-1000/${json.length}`,
  );
});

test('the result of a call without actions is its own', async () => {
  expect(await (await read(search, undefined)).json()).toEqual({ small: true });
});

test.each([
  ['behind the end', `bytes=${json.length}-`, 416],
  ['that ends before it begins', 'bytes=9-3', 200],
  ['that is none', 'lines=1-2', 200],
])('a range %s is answered as HTTP says', async (_, range, status) => {
  expect((await read(batch, 1, range)).status).toBe(status);
});

test.each([
  ['of another person', batch, 1, other],
  ['of an action that is not there', batch, 7, userId],
  ['of a call whose actions have them', batch, undefined, userId],
  ['of no call', randomUUID(), 0, userId],
])('a result %s is not found', async (_, callId, action, who) => {
  await expect(read(callId, action, undefined, who)).rejects.toMatchObject({ code: 'not_found' });
});
