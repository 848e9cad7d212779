import { expect, test, vi } from 'vitest';
import type { ActionOfCall } from './read-calls.ts';

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
