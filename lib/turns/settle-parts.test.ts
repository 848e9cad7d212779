import { expect, test } from 'vitest';
import { settleParts } from './settle-parts.ts';

test('nothing in a finished answer looks as if it were still going on, and what was shown stays', () => {
  const settled = settleParts([
    { type: 'text', text: 'Half a sent', state: 'streaming' },
    { type: 'dynamic-tool', toolName: 'A', toolCallId: '1', state: 'input-streaming', input: { a: 1 } },
    { type: 'dynamic-tool', toolName: 'B', toolCallId: '2', state: 'input-available', input: { b: 2 } },
    {
      type: 'dynamic-tool',
      toolName: 'C',
      toolCallId: '3',
      state: 'output-available',
      input: {},
      output: 'done',
    },
  ]);
  expect(settled).toEqual([
    { type: 'text', text: 'Half a sent', state: 'done' },
    {
      type: 'dynamic-tool',
      toolName: 'A',
      toolCallId: '1',
      state: 'output-error',
      input: { a: 1 },
      errorText: 'Stopped before it ran.',
    },
    expect.objectContaining({
      toolCallId: '2',
      state: 'output-error',
      input: { b: 2 },
      errorText: expect.stringContaining('while it ran'),
    }),
    {
      type: 'dynamic-tool',
      toolName: 'C',
      toolCallId: '3',
      state: 'output-available',
      input: {},
      output: 'done',
    },
  ]);
});
