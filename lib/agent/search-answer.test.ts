import { expect, test } from 'vitest';
import { schemasThatRan, shortSearchAnswer } from './search-answer.ts';

const schema = {
  type: 'object',
  properties: {
    description: { type: 'string', description: 'First sentence. Second one.', default: '' },
    title: { type: 'string', description: 'x'.repeat(200) },
  },
  required: ['title'],
};
const answer = {
  results: [
    { primary_tool_slugs: ['CONFLUENCE_GET_TASKS'], plan_id: 'p', known_pitfalls: [], reasoning: 'It fits.' },
  ],
  tool_schemas: {
    CONFLUENCE_GET_TASKS: { toolkit: 'confluence', description: 'Lists tasks.', input_schema: schema },
    CONFLUENCE_CREATE_PAGE: { input_schema: schema },
    CONFLUENCE_GET_LABELS: { schemaRef: {} },
  },
  toolkit_connection_statuses: [{ toolkit: 'confluence', has_active_connection: false, details: 'long' }],
  time_info: { current_time_utc: '2026-01-01' },
};

test('an answer of the tool search says which tools, with what, and whether they are connected; nothing twice', () => {
  const { results, tool_schemas: schemas, ...rest } = Object(shortSearchAnswer(answer));
  expect(results).toEqual([{ primary_tool_slugs: ['CONFLUENCE_GET_TASKS'] }]);
  expect(rest).toEqual({
    toolkit_connection_statuses: [{ toolkit: 'confluence', has_active_connection: false }],
  });
  // The schema of a core tool stands with the definitions.
  expect(Object.keys(schemas)).toEqual(['CONFLUENCE_GET_TASKS']);
});

test('of a schema every field stays, also one that is called like a keyword, with the beginning of its description', () => {
  const { tool_schemas: schemas } = Object(shortSearchAnswer(answer));
  expect(schemas.CONFLUENCE_GET_TASKS.input_schema).toEqual({
    type: 'object',
    properties: {
      description: { type: 'string', description: 'First sentence.' },
      title: { type: 'string', description: `${'x'.repeat(60)}…` },
    },
    required: ['title'],
  });
});

test('once a turn is over the schemas of the tools that ran stay', () => {
  expect(Object.keys(Object(schemasThatRan(answer, new Set(['CONFLUENCE_GET_TASKS']))).tool_schemas)).toEqual(
    ['CONFLUENCE_GET_TASKS'],
  );
  expect(schemasThatRan(answer, new Set())).toEqual({ tool_schemas: {} });
});

test('what is no answer of the search is passed as it is', () => {
  expect(shortSearchAnswer('Down for maintenance.')).toBe('Down for maintenance.');
});
