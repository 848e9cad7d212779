import { describe, expect, test } from 'vitest';
import { NO_POLICY, type Policy, policySchema } from './policy.ts';

const full: Policy = {
  readOnly: true,
  kinds: { read: 'allow', write: 'ask', destructive: 'deny' },
  tools: { CONFLUENCE_CREATE_PAGE: 'allow' },
  places: [
    { type: 'space', value: 'MKT', name: 'Marketing', rule: 'allow' },
    { type: 'space', value: '~557058:0a-1b', rule: 'ask' },
    { type: 'tree', value: '163842', rule: 'never' },
    { type: 'label', value: 'frozen', rule: 'never' },
  ],
};

test('a policy comes through as it was sent, also an empty one', () => {
  expect(policySchema.parse(full)).toEqual(full);
  expect(policySchema.parse(NO_POLICY)).toEqual(NO_POLICY);
});

test('labels are kept as Confluence keeps them, and blanks around a value do not count', () => {
  const places = [{ type: 'label', value: ' Frozen ', rule: 'never' }];
  expect(policySchema.parse({ ...NO_POLICY, places }).places).toEqual([
    { type: 'label', value: 'frozen', rule: 'never' },
  ]);
});

describe('what could be misread is refused', () => {
  test.each<[string, object]>([
    ['nothing', {}],
    ['a part only', { readOnly: true }],
    ['a field that does not exist', { ...NO_POLICY, readonly: true }],
    ['a truth in words', { ...NO_POLICY, readOnly: 'yes' }],
    ['a kind that does not exist', { ...NO_POLICY, kinds: { writes: 'deny' } }],
    ['a rule that does not exist', { ...NO_POLICY, kinds: { write: 'never' } }],
    ['a tool in small letters, which would match nothing', { ...NO_POLICY, tools: { create_page: 'deny' } }],
    ['a place without a type', { ...NO_POLICY, places: [{ value: 'MKT', rule: 'never' }] }],
    [
      'a rule of tools for a place',
      { ...NO_POLICY, places: [{ type: 'space', value: 'MKT', rule: 'deny' }] },
    ],
    [
      'the name of a space for its key',
      { ...NO_POLICY, places: [{ type: 'space', value: 'My space', rule: 'never' }] },
    ],
    [
      'the title of a page for its id',
      { ...NO_POLICY, places: [{ type: 'tree', value: 'Plans', rule: 'never' }] },
    ],
    ['two labels in one', { ...NO_POLICY, places: [{ type: 'label', value: 'a, b', rule: 'never' }] }],
    ['too many places', { ...NO_POLICY, places: Array(201).fill(full.places[0]) }],
    [
      'too many tools',
      { ...NO_POLICY, tools: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`T${i}`, 'ask'])) },
    ],
  ])('%s', (_, policy) => {
    expect(policySchema.safeParse(policy).success).toBe(false);
  });
});
