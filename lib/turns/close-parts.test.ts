import { expect, test } from 'vitest';
import type { ToolOutcome } from '../domain/tool-call.ts';
import { closeParts } from './close-parts.ts';
import type { EndedCall } from './lost-calls.ts';

const lost: ToolOutcome = {
  status: 'unknown',
  startedAt: '2026-09-16T12:00:00.000Z',
  durationMs: 0,
  result: null,
  error: 'Nobody knows.',
  actions: [],
};

test('nothing in a finished answer looks as if it were still going on, and what was shown stays', () => {
  const done = { toolCallId: '3', state: 'output-available', input: {}, output: 'done' } as const;
  const settled = closeParts(
    [
      { type: 'text', text: 'Half a sent', state: 'streaming' },
      { type: 'dynamic-tool', toolName: 'A', toolCallId: '1', state: 'input-streaming', input: { a: 1 } },
      { type: 'dynamic-tool', toolName: 'B', toolCallId: '2', state: 'input-available', input: { b: 2 } },
      { type: 'dynamic-tool', toolName: 'C', ...done },
    ],
    [
      { modelCallId: '2', tool: 'B', input: { b: 2 }, outcome: lost },
      { modelCallId: '4', tool: 'D', input: { d: 4 }, outcome: lost },
    ] satisfies EndedCall[],
  );
  expect(settled).toEqual([
    { type: 'text', text: 'Half a sent', state: 'done' },
    {
      ...{ type: 'dynamic-tool', toolName: 'A', toolCallId: '1', input: { a: 1 } },
      ...{ state: 'output-error', errorText: 'Stopped before it ran.' },
    },
    {
      ...{ type: 'dynamic-tool', toolName: 'B', toolCallId: '2', input: { b: 2 } },
      ...{ state: 'output-available', output: lost },
    },
    { type: 'dynamic-tool', toolName: 'C', ...done },
    // It began, and the server died before that was shown.
    {
      ...{ type: 'dynamic-tool', toolName: 'D', toolCallId: '4', input: { d: 4 } },
      ...{ state: 'output-available', output: lost },
    },
  ]);
});
