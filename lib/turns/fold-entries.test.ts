import { expect, test } from 'vitest';
import type { LogEntry } from '../domain/message.ts';
import { foldEntries } from './fold-entries.ts';

const start: LogEntry = { type: 'start', messageId: 'm' };
const text = (id: string, ...deltas: string[]): LogEntry[] => [
  { type: 'text-start', id },
  ...deltas.map((delta): LogEntry => ({ type: 'text-delta', id, delta })),
];
const input = (toolCallId: string, toolName: string, inputTextDelta: string): LogEntry[] => [
  { type: 'tool-input-start', toolCallId, toolName, dynamic: true },
  { type: 'tool-input-delta', toolCallId, inputTextDelta },
];
const call = (callId: string, modelCallId: string): LogEntry => ({ type: 'call', callId, modelCallId });

test('nothing in a finished answer looks as if it were still going on, and what was shown stays', async () => {
  const answer = await foldEntries([start, ...text('0', 'Half a', ' sent')]);
  expect(answer?.parts).toEqual([{ type: 'text', text: 'Half a sent', state: 'done' }]);
});

test('a call stands once in its answer, by its id alone, where it was first shown', async () => {
  const answer = await foldEntries([
    start,
    ...text('0', 'First'),
    ...input('c1', 'SEARCH', '{"query":"a very long one"}'),
    call('id-1', 'c1'),
    ...text('1', 'Then'),
    call('id-1', 'c1'),
  ]);
  expect(answer?.parts).toEqual([
    { type: 'text', text: 'First', state: 'done' },
    { type: 'call', callId: 'id-1' },
    { type: 'text', text: 'Then', state: 'done' },
  ]);
});

test('calls of several steps to which the model gave the same id stand each in its own place', async () => {
  const answer = await foldEntries([
    start,
    { type: 'start-step' },
    ...input('same', 'SEARCH', '{}'),
    call('id-1', 'same'),
    call('id-1', 'same'),
    { type: 'finish-step' },
    { type: 'start-step' },
    ...input('same', 'READ', '{}'),
    call('id-2', 'same'),
  ]);
  expect(answer?.parts.filter(({ type }) => type !== 'step-start')).toEqual([
    { type: 'call', callId: 'id-1' },
    { type: 'call', callId: 'id-2' },
  ]);
});

test('a call that was cut off before it was written down keeps its place, its tool and what there was of its input', async () => {
  const answer = await foldEntries([
    start,
    ...input('c1', 'SEARCH', '{"query":"half'),
    { type: 'tool-input-available', toolCallId: 'c2', toolName: 'READ', input: { id: '7' }, dynamic: true },
    { type: 'tool-output-error', toolCallId: 'c2', errorText: 'It could not be recorded.', dynamic: true },
  ]);
  expect(answer?.parts).toEqual([
    { type: 'unrecorded', modelCallId: 'c1', tool: 'SEARCH', input: { query: 'half' }, error: null },
    {
      type: 'unrecorded',
      modelCallId: 'c2',
      tool: 'READ',
      input: { id: '7' },
      error: { code: 'call.notRecorded', values: {} },
    },
  ]);
});

test('nothing is made of a log in which no answer began', async () => {
  expect(await foldEntries([])).toBeNull();
});
