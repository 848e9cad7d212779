import { Ajv } from 'ajv';
import { expect, onTestFinished, test, vi } from 'vitest';
import { missingFields } from './missing-fields.ts';

const schema = {
  type: 'object',
  required: ['title', 'body'],
  properties: {
    title: { type: 'string' },
    body: { type: 'object', required: ['value'], properties: { value: { type: 'string' } } },
    limit: { type: 'integer' },
  },
};

test('fields that a tool cannot do without are named, wherever they are missing', () => {
  expect(missingFields(schema, { body: {} })).toEqual(['title', 'body.value']);
  expect(missingFields(schema, { title: 'x', body: { value: '' } })).toEqual([]);
});

test('nothing but missing fields stands in the way', () => {
  expect(missingFields(schema, { title: 1, body: { value: 2, more: true }, limit: '3' })).toEqual([]);
  expect(missingFields({ type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] }, {})).toEqual(
    [],
  );
  expect(missingFields({ type: 'no such type' }, {})).toEqual([]);
  expect(missingFields({}, null)).toEqual([]);
});

test('a schema is compiled once, and nothing that outlives it holds it', () => {
  const compile = vi.spyOn(Ajv.prototype, 'compile');
  onTestFinished(() => compile.mockRestore());
  const schemas = [structuredClone(schema), structuredClone(schema), { type: 'no such type' }];
  for (const one of [...schemas, ...schemas]) missingFields(one, {});
  expect(compile).toHaveBeenCalledTimes(schemas.length);
  expect(new Set(compile.mock.contexts).size).toBe(schemas.length);
});
