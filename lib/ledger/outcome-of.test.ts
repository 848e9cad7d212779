import { expect, test, vi } from 'vitest';
import type { ActionOfCall, Call } from './read-calls.ts';

vi.mock('server-only', () => ({}));

const action = (more: Partial<ActionOfCall>): ActionOfCall => ({
  id: 'a',
  index: 0,
  tool: 'CONFLUENCE_UPDATE_PAGE',
  kind: 'write',
  status: 'succeeded',
  arguments: {},
  result: null,
  error: null,
  durationMs: null,
  change: null,
  undoes: null,
  sentAt: null,
  logId: null,
  ...more,
});
const call = (actions: ActionOfCall[]): Call => ({
  id: 'c',
  position: 1,
  conversationId: 'd',
  turnId: 't',
  modelCallId: 'm',
  tool: 'CONFLUENCE_UPDATE_PAGE',
  kind: null,
  status: null,
  arguments: {},
  providerMetadata: null,
  result: null,
  error: null,
  startedAt: new Date(0),
  durationMs: 0,
  actions,
});

test('a call whose action waited for a person lasted as long as the action', async () => {
  const { durationOf, outcomeOf } = await import('./outcome-of.ts');
  expect(outcomeOf(call([action({ durationMs: 3_000 })])).durationMs).toBe(3_000);
  expect(durationOf(call([action({ status: 'waiting' })]))).toBeNull();
  expect(durationOf({ ...call([]), durationMs: 7 })).toBe(7);
});

test('a list gives a large result by its beginning, also one that was read whole to be described', async () => {
  const { shortAction } = await import('./outcome-of.ts');
  const large = shortAction('c', action({ result: { text: 'x'.repeat(300_000) } }));
  expect(large).toMatchObject({
    result: null,
    large: { size: 300_011, url: '/api/tool-calls/c/result?action=0' },
  });
  expect(large.large?.beginning).toHaveLength(40_000);
  const small = action({ result: { text: 'x' } });
  expect(shortAction('c', small)).toBe(small);
});
