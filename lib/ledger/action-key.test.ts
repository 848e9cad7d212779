import { expect, test } from 'vitest';
import { actionKey } from './action-key.ts';

const update = (version: object) => ({
  tool: 'CONFLUENCE_UPDATE_PAGE',
  arguments: { id: '1', title: 'Plan', version },
});

test('the order of keys and the mark of an action make no difference', () => {
  expect(actionKey(update({ number: 2, message: 'via Tributary, a' }))).toBe(
    actionKey({
      tool: 'CONFLUENCE_UPDATE_PAGE',
      arguments: { version: { message: 'via Tributary, b', number: 2 }, title: 'Plan', id: '1' },
    }),
  );
});

test('another version, another text or another tool is another action', () => {
  const keys = [
    actionKey(update({ number: 2 })),
    actionKey(update({ number: 3 })),
    actionKey({ tool: 'A', arguments: { message: 'one' } }),
    actionKey({ tool: 'A', arguments: { message: 'two' } }),
    actionKey({ tool: 'B', arguments: { message: 'two' } }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
