import { expect, test } from 'vitest';
import type { ToolOutcome } from '../history/tool-call.ts';
import { modelText } from './model-text.ts';

const outcome: ToolOutcome = {
  status: 'succeeded',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  result: null,
  error: null,
  actions: [],
};

test('of a batch the model reads results and errors, and none of the book-keeping', () => {
  const result = {
    results: [{ response: { log_id: 'log_1', data: { version: { number: 3 } } } }],
    remote_file_info: {},
  };
  const actions: ToolOutcome['actions'] = [
    {
      index: 0,
      tool: 'A',
      kind: 'read',
      status: 'succeeded',
      arguments: {},
      result: { version: { number: 3 } },
      error: null,
      durationMs: 1,
    },
    {
      index: 1,
      tool: 'B',
      kind: 'write',
      status: 'failed',
      arguments: {},
      result: null,
      error: 'stale version',
      durationMs: 1,
    },
  ];
  expect(
    JSON.parse(
      modelText(
        { ...outcome, status: 'failed', result, error: '1 of 2 actions failed', actions },
        'COMPOSIO_MULTI_EXECUTE_TOOL',
      ),
    ),
  ).toEqual({
    successful: false,
    error: '1 of 2 actions failed',
    data: {
      results: [
        { index: 0, tool_slug: 'A', response: { successful: true, data: { version: { number: 3 } } } },
        { index: 1, tool_slug: 'B', response: { successful: false, error: 'stale version', data: null } },
      ],
    },
  });
});

test('a sign-in link never reaches the model', () => {
  const result = {
    results: {
      confluence: {
        status: 'initiated',
        redirect_url: 'https://connect.example/link/secret',
        instruction: 'open https://connect.example/link/secret',
      },
    },
  };
  const text = modelText({ ...outcome, result }, 'COMPOSIO_MANAGE_CONNECTIONS');
  expect(text).not.toContain('secret');
  expect(text).toContain('initiated');
});

test('a huge result is cut, and says so', () => {
  const text = modelText({ ...outcome, result: 'x'.repeat(100_000) }, 'COMPOSIO_SEARCH_TOOLS');
  expect(text.length).toBeLessThan(40_200);
  expect(text).toContain('characters left out');
});
