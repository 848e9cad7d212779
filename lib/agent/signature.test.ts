import { CATALOGUE } from '@tributary/sandbox/testing';
import { expect, test } from 'vitest';
import { coreTools } from '../toolkits/toolkits.ts';
import { signatureOf } from './signature.ts';

const text = { type: 'string' };

test('a schema becomes a type on one line: what must be there first, of the rest what is wanted', () => {
  const prefix = { type: 'string', enum: ['global', 'team'] };
  const label = { type: 'object', properties: { name: text, prefix }, required: ['name', 'prefix'] };
  const schema = {
    type: 'object',
    properties: {
      limit: { type: 'integer' },
      cursor: text,
      id: { ...text, description: 'An id' },
      labels: { type: 'array', items: label },
      kinds: { type: 'array', items: prefix },
    },
    required: ['id', 'labels', 'kinds'],
  };
  expect(signatureOf(schema, ['limit', 'gone'])).toBe(
    '{id, labels: {name, prefix: global|team}[], kinds: (global|team)[], limit?: number}',
  );
});

test('a field that the catalogue renames is told by its new name', () => {
  const schema = { type: 'object', properties: { pageId: text }, required: ['pageId'] };
  expect(signatureOf(schema, ['id'])).toBe('{pageId}');
});

test('all core tools are in the catalogue, with the fields that are told of them', () => {
  const live = new Map(CATALOGUE.map(({ slug, inputSchema }) => [slug, inputSchema]));
  const core = [...coreTools(['confluence'])];
  expect(core.length).toBeLessThanOrEqual(12);
  for (const [slug, wanted] of core)
    expect(Object.keys(Object(live.get(slug)?.properties)), slug).toEqual(
      expect.arrayContaining([...wanted]),
    );
});
