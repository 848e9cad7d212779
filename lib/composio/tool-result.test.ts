import { expect, test } from 'vitest';
import { BATCH_TOOL } from '../domain/tool-call.ts';
import { answeredActions, missingConnection, readToolAnswer, requestedActions } from './tool-result.ts';

const textResult = (value: unknown, isError = false) => ({
  content: [{ type: 'text' as const, text: typeof value === 'string' ? value : JSON.stringify(value) }],
  isError,
});

test('a batch is taken apart, also when a model sent arguments as a JSON string', () => {
  const tools = [
    { tool_slug: 'CONFLUENCE_GET_SPACES', arguments: {} },
    { tool_slug: 'CONFLUENCE_CREATE_PAGE', arguments: '{"title":"A"}' },
  ];
  expect(requestedActions(BATCH_TOOL, { tools })).toEqual([
    { tool: 'CONFLUENCE_GET_SPACES', arguments: {} },
    { tool: 'CONFLUENCE_CREATE_PAGE', arguments: { title: 'A' } },
  ]);
});

test('a list that a model sent as a JSON string is taken apart as well', () => {
  const tools = JSON.stringify([{ tool_slug: 'CONFLUENCE_DELETE_PAGE', arguments: { id: '1' } }]);
  expect(requestedActions(BATCH_TOOL, { tools })).toEqual([
    { tool: 'CONFLUENCE_DELETE_PAGE', arguments: { id: '1' } },
  ]);
});

test.each([undefined, 'x', {}, [], { 0: { tool_slug: 'CONFLUENCE_DELETE_PAGE' }, length: 1 }])(
  'a batch of %j cannot be taken apart, so it is an action of its own and does not go past the gate',
  (tools) => {
    expect(requestedActions(BATCH_TOOL, { tools })).toEqual([{ tool: BATCH_TOOL, arguments: { tools } }]);
  },
);

test.each([undefined, 'x', {}, [null]])('a batch of %j does not break anything', (tools) => {
  expect(() => requestedActions(BATCH_TOOL, { tools })).not.toThrow();
});

test('an app tool is its own action; a meta tool has none', () => {
  expect(requestedActions('CONFLUENCE_GET_SPACES', { limit: 1 })).toEqual([
    { tool: 'CONFLUENCE_GET_SPACES', arguments: { limit: 1 } },
  ]);
  expect(requestedActions('COMPOSIO_SEARCH_TOOLS', {})).toEqual([]);
});

test('an answer is successful only if nothing in it says otherwise', () => {
  expect(
    readToolAnswer(
      textResult({ successful: true, data: { a: 1 }, error: null, log_id: 'log_1', logs: ['noise'] }),
    ),
  ).toEqual({
    status: 'succeeded',
    data: { a: 1 },
    error: null,
    logId: 'log_1',
  });
  expect(readToolAnswer(textResult({ data: {}, error: 'stale version' }))).toMatchObject({
    status: 'failed',
    error: 'stale version',
  });
  expect(readToolAnswer(textResult({ successful: true, data: {} }, true))).toMatchObject({
    status: 'failed',
  });
  expect(readToolAnswer(textResult('not found', true))).toMatchObject({
    status: 'failed',
    error: 'not found',
  });
  expect(readToolAnswer(textResult('plain words'))).toMatchObject({
    status: 'succeeded',
    data: 'plain words',
  });
});

test('each action of a batch ends as its own item says; one that is not mentioned is unknown, never succeeded', () => {
  const requested = ['A', 'B', 'C', 'D'].map((tool) => ({ tool, arguments: {} }));
  const answer = readToolAnswer(
    textResult({
      successful: true,
      error: null,
      data: {
        results: [
          {
            tool_slug: 'C',
            index: 2,
            response: null,
            error: 'No active connected account found for toolkit: confluence',
          },
          {
            tool_slug: 'A',
            index: 0,
            response: { successful: true, data: { id: '1' }, error: null, log_id: 'log_a' },
            error: null,
          },
          {
            tool_slug: 'B',
            index: 1,
            response: { successful: false, data: {}, error: 'title taken', log_id: 'log_b' },
            error: null,
          },
        ],
      },
    }),
  );
  const ended = answeredActions(BATCH_TOOL, requested, answer, 12);
  expect(ended.map(({ status, error, logId }) => [status, error, logId])).toEqual([
    ['succeeded', null, 'log_a'],
    ['failed', 'title taken', 'log_b'],
    ['failed', 'No active connected account found for toolkit: confluence', null],
    ['unknown', null, null],
  ]);
});

test('when a whole batch fails, so does every action that has no answer of its own', () => {
  const answer = readToolAnswer(textResult({ successful: false, data: {}, error: 'too many tools' }));
  expect(answeredActions(BATCH_TOOL, [{ tool: 'A', arguments: {} }], answer, 1)).toMatchObject([
    { status: 'failed', error: 'too many tools' },
  ]);
});

test.each([
  ['a search', { toolkit_connection_statuses: [{ toolkit: 'confluence', has_active_connection: false }] }],
  ['a started connection', { results: { confluence: { toolkit: 'confluence', status: 'initiated' } } }],
])('%s tells that Confluence is not connected', (_, data) => {
  const answer = { status: 'succeeded' as const, data, error: null, logId: null };
  expect(missingConnection([answer], ['confluence'])).toBe('confluence');
});

test.each([
  [
    'an active connection',
    { results: { confluence: { toolkit: 'confluence', status: 'active', has_active_connection: true } } },
  ],
  ['another toolkit', { toolkit_connection_statuses: [{ toolkit: 'jira', has_active_connection: false }] }],
  ['a batch result', { results: [{ index: 0, response: { data: {} } }] }],
  ['nothing', null],
])('%s asks for no connection', (_, data) => {
  expect(missingConnection([{ data, error: null }], ['confluence'])).toBeNull();
});

test('an execution that was refused for want of a connection asks for one', () => {
  const answer = {
    status: 'failed' as const,
    data: null,
    error: 'No active connected account found for toolkit: Confluence',
    logId: null,
  };
  expect(missingConnection([answer], ['confluence'])).toBe('confluence');
});

test('when no answer came, no action is told to have failed: it may have run', () => {
  const answer = { status: 'unknown' as const, data: null, error: 'No answer came.', logId: null };
  const requested = [{ tool: 'CONFLUENCE_CREATE_PAGE', arguments: {} }];
  expect(answeredActions(BATCH_TOOL, requested, answer, 1)).toMatchObject([
    { status: 'unknown', error: 'No answer came.' },
  ]);
  expect(answeredActions('CONFLUENCE_CREATE_PAGE', requested, answer, 1)).toMatchObject([
    { status: 'unknown' },
  ]);
});

test('reasons and ids can be kept by a database that knows no NUL characters', () => {
  const read = readToolAnswer(
    textResult({ successful: false, data: {}, error: 'bad\0 title', log_id: 'log\0_1' }),
  );
  expect(read).toMatchObject({ error: 'bad title', logId: 'log_1' });
});
