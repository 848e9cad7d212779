import { expect, test } from 'vitest';
import { placeWords, policySentences } from './policy-words.ts';

test('the operator’s rules are told in sentences, one a rule, and no rules in none', () => {
  expect(policySentences({ readOnly: false, kinds: {}, tools: {}, places: [] }, [])).toEqual([]);
  expect(
    policySentences(
      {
        readOnly: true,
        kinds: { destructive: 'deny' },
        tools: { CONFLUENCE_CREATE_SPACE: 'ask' },
        places: [
          { type: 'space', value: 'HR', name: 'People', rule: 'never' },
          { type: 'tree', value: '163842', rule: 'ask' },
          { type: 'label', value: 'draft', rule: 'allow' },
        ],
      },
      [{ tool: 'CONFLUENCE_CREATE_SPACE', name: 'Create space', kind: 'write' }],
    ),
  ).toEqual([
    'Tributary only reads: nobody can write.',
    'Deleting is never allowed.',
    '“Create space” asks every time.',
    'Writing in the space People (HR) is never allowed.',
    'Writing to page 163842 and all below it asks every time.',
    'Writing to what is labelled “draft” is allowed.',
  ]);
});

test('a place without a name is called by its key or number', () => {
  expect(placeWords({ type: 'space', value: 'HR', rule: 'never' }).title).toBe('HR');
  expect(placeWords({ type: 'tree', value: '163842', rule: 'never' }).title).toBe('Page 163842');
});
