import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ConversationMessage, TurnChunk } from '@/lib/domain/message';
import { streamAnswer } from './stream-answer.ts';

beforeAll(() => {
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) => setTimeout(paint, 16));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
});
afterAll(() => void vi.unstubAllGlobals());

const encoder = new TextEncoder();
const START: TurnChunk[] = [
  { type: 'start', messageId: 'm' },
  { type: 'text-start', id: '0' },
];
const text = (delta: string): TurnChunk => ({ type: 'text-delta', id: '0', delta });

function body(chunks: TurnChunk[], end: (controller: ReadableStreamDefaultController) => void) {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(`data: ${JSON.stringify(chunk)}\n\n`));
      end(controller);
    },
  });
}

/** What is shown of a stream, and how often it says that earlier messages have changed. */
async function watch(stream: ReadableStream<Uint8Array>, gone = new AbortController()) {
  const shown: ConversationMessage[] = [];
  let changed = 0;
  const over = streamAnswer(stream, gone.signal, {
    onShown: (message) => shown.push(message),
    onChanged: () => {
      changed += 1;
    },
  });
  const outcome = await over.then(
    () => 'over',
    () => 'broke',
  );
  return { outcome, changed, last: shown.at(-1), pictures: shown.length };
}

test('an answer is shown whole at its end, in fewer pictures than it had pieces', async () => {
  const pieces = Array.from({ length: 50 }, () => text('word '));
  const { outcome, last, pictures } = await watch(body([...START, ...pieces], (stream) => stream.close()));
  expect(outcome).toBe('over');
  expect(last?.parts).toMatchObject([{ type: 'text', text: 'word '.repeat(50) }]);
  expect(pictures).toBeLessThan(10);
});

test('the result of a tool call is shown as it was sent', async () => {
  const output = { status: 'succeeded', result: { pages: [1, 2, 3] } };
  const call = { toolCallId: 'c', toolName: 'SEARCH', dynamic: true };
  const chunks: TurnChunk[] = [
    { type: 'start', messageId: 'm' },
    { type: 'tool-input-available', ...call, input: { q: 'x' } },
    { type: 'tool-output-available', toolCallId: 'c', output, dynamic: true },
  ];
  const { last } = await watch(body(chunks, (stream) => stream.close()));
  expect(last?.parts).toMatchObject([{ type: 'dynamic-tool', state: 'output-available', output }]);
});

test('news of other messages is handed on and is no part of the answer', async () => {
  const changedChunk: TurnChunk = { type: 'data-changed', data: { messageIds: ['a', 'b'] }, transient: true };
  const { changed, last } = await watch(
    body([...START, text('Hello'), changedChunk], (stream) => stream.close()),
  );
  expect(changed).toBe(1);
  expect(last?.parts).toMatchObject([{ type: 'text', text: 'Hello' }]);
});

test('of a stream that breaks off, all that came is shown', async () => {
  let breakOff = (): void => undefined;
  const stream = body([...START, text('Once upon')], (controller) => {
    breakOff = () => controller.error(new TypeError('network error'));
  });
  const shown: ConversationMessage[] = [];
  const over = streamAnswer(stream, new AbortController().signal, {
    onShown: (message) => {
      shown.push(message);
      breakOff();
    },
    onChanged: () => undefined,
  });
  await expect(over).rejects.toThrow('network error');
  expect(shown.at(-1)?.parts).toMatchObject([{ type: 'text', text: 'Once upon' }]);
});

test('a page that goes lets go of the stream at once', async () => {
  const gone = new AbortController();
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: () => gone.abort(),
    cancel: () => {
      cancelled = true;
    },
  });
  const { outcome, pictures } = await watch(stream, gone);
  expect([outcome, pictures, cancelled]).toEqual(['broke', 0, true]);
});
