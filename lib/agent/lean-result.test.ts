import { expect, test } from 'vitest';
import { leanResult } from './lean-result.ts';

test('fields that say nothing are left out, wherever they stand; an empty list says something', () => {
  const result = {
    results: [{ id: '1', _expandable: { body: '' }, extensions: { position: 3 }, parentId: null }],
    labels: [],
    metadata: {},
  };
  expect(leanResult('CONFLUENCE_GET_PAGES', result)).toEqual({ results: [{ id: '1' }], labels: [] });
});

test('what somebody else keeps in a property is told as it is', () => {
  const value = { score: null, extensions: {} };
  expect(leanResult('CONFLUENCE_GET_SPACE_PROPERTIES', { key: 'a', value })).toEqual({ key: 'a', value });
});

test('a read has its text, and a write leaves out what was just written', () => {
  const page = { id: '1', body: { storage: { value: '<p>Hi</p>' } } };
  expect(leanResult('CONFLUENCE_GET_PAGE_BY_ID', page)).toEqual(page);
  expect(leanResult('CONFLUENCE_UPDATE_PAGE', page)).toEqual({ id: '1' });
});
