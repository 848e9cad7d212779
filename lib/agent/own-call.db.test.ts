import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ownDatabase } from '../../launcher/test-support/own-database.ts';
import type { Policy } from '../domain/policy.ts';
import { say } from '../phrases/say.ts';

let remove: () => Promise<void>;
const ids = { userId: randomUUID(), conversationId: randomUUID() };
const sendActions = vi.fn();
vi.mock('@/lib/composio/send-actions', () => ({ sendActions }));

beforeAll(async () => {
  remove = await ownDatabase();
  const { database } = await import('../db/client.ts');
  const { users } = await import('../db/schema.ts');
  await database().insert(users).values({ id: ids.userId, name: 'Ada' });
}, 60_000);

afterAll(() => remove());

beforeEach(() => sendActions.mockReset());

const page = {
  id: '7',
  title: 'Plan',
  spaceId: '1',
  version: { number: 3 },
  body: { storage: { value: '<p>We start in May</p>' } },
};

/** What a call comes to under rules, when Confluence answers the read with `result`. */
async function called(tool: string, rules: Partial<Policy>, result: unknown) {
  const { savePolicy } = await import('../approvals/policies.ts');
  const { ownCall } = await import('./own-call.ts');
  await savePolicy(ids.userId, { readOnly: false, kinds: {}, tools: {}, places: [], ...rules });
  sendActions.mockResolvedValue([{ status: 'succeeded', result, error: null }]);
  const session = { sessionId: 'trs_test', mcpUrl: 'http://127.0.0.1:1/mcp', tools: [] };
  const args = { id: '7', version: 3, edits: [{ op: 'append', content: '<p>In Lisbon</p>' }] };
  const call = await ownCall({ ...ids, session }, tool, tool === 'read_page' ? { id: '7' } : args);
  return call.does === 'nothing' ? { ...call, reason: say(call.reason) } : call;
}

test('edit_page becomes an update of the whole page', async () => {
  expect(await called('edit_page', {}, page)).toMatchObject({
    does: 'edit',
    action: {
      tool: 'CONFLUENCE_UPDATE_PAGE',
      arguments: { body: { storage: { value: '<p>We start in May</p><p>In Lisbon</p>' } } },
    },
  });
});

test.each<[string, Partial<Policy>, RegExp]>([
  ['reading is denied', { kinds: { read: 'deny' } }, /reading is not allowed/],
  ['reading asks', { kinds: { read: 'ask' } }, /reading asks every time/],
  ['the tool is denied', { tools: { CONFLUENCE_GET_PAGE_BY_ID: 'deny' } }, /“Read page” is not allowed/],
])('where %s edit_page reads nothing and says why', async (_, rules, reason) => {
  const outcome = await called('edit_page', rules, page);
  const { say } = await import('../phrases/say.ts');
  expect(outcome?.does === 'nothing' && say(outcome.reason)).toMatch(reason);
  expect(sendActions).not.toHaveBeenCalled();
});

test.each([null, 'Too large: kept elsewhere', { ...page, body: {} }, { ...page, version: undefined }])(
  'a page of another form is told as it is, and not edited: %j',
  async (odd) => {
    expect(await called('edit_page', {}, odd)).toEqual({
      does: 'nothing',
      reason: expect.stringMatching(/cannot be edited/),
    });
    const reading = await called('read_page', {}, odd);
    const { describeResult } = await import('../toolkits/toolkits.ts');
    const text = reading.does === 'read' ? describeResult('read_page', odd) : '';
    expect(text).toMatch(/could not be read as blocks/);
    expect(text).toContain(JSON.stringify(odd));
  },
);
