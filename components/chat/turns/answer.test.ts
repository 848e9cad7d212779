import { readUIMessageStream } from 'ai';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationMessage, TurnChunk } from '@/lib/domain/message';
import { Answer } from './answer.ts';
import { readBeginning } from './read-beginning.ts';

/** What a server sends for one thing that an answer holds. `id` is of the text or the call. */
const pieces: ((id: string) => TurnChunk[])[] = [
  (id) => [
    { type: 'text-start', id },
    { type: 'text-delta', id, delta: 'Once ' },
    { type: 'text-delta', id, delta: 'upon' },
    { type: 'text-end', id },
  ],
  (id) => [
    { type: 'reasoning-start', id },
    { type: 'reasoning-delta', id, delta: 'Hm' },
    { type: 'reasoning-end', id },
  ],
  (id) => [
    { type: 'tool-input-start', toolCallId: id, toolName: 'SEARCH', dynamic: true },
    { type: 'tool-input-delta', toolCallId: id, inputTextDelta: '{"q":"a",' },
    { type: 'tool-input-delta', toolCallId: id, inputTextDelta: '"n":1}' },
    {
      type: 'tool-input-available',
      toolCallId: id,
      toolName: 'SEARCH',
      title: 'Looks',
      input: { q: 'a' },
      dynamic: true,
    },
    { type: 'tool-output-available', toolCallId: id, output: { found: id }, dynamic: true },
  ],
  (id) => [
    { type: 'tool-input-available', toolCallId: id, toolName: 'GET', input: {}, dynamic: true },
    { type: 'tool-output-error', toolCallId: id, errorText: 'No.', dynamic: true },
  ],
  (id) => [
    { type: 'tool-input-error', toolCallId: id, toolName: 'GET', input: {}, errorText: 'No.', dynamic: true },
  ],
  () => [{ type: 'data-error', data: { code: 'failed', message: 'No.' } }],
  () => [{ type: 'finish-step' }, { type: 'start-step' }],
  () => [{ type: 'start-step' }, { type: 'text-start', id: 'x' }, { type: 'reset-step' }],
];

const stream = fc.array(
  fc.record({
    piece: fc.nat(pieces.length - 1),
    id: fc.constantFrom('1', '2'),
    length: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 8 },
);

const START: TurnChunk = {
  type: 'start',
  messageId: 'm',
  messageMetadata: { createdAt: 'now', turnId: 't' },
};
const FINISH: TurnChunk = { type: 'finish', messageMetadata: { createdAt: 'now', turnId: 't', ended: true } };

async function asTheSdkReads(chunks: TurnChunk[]): Promise<ConversationMessage | null> {
  const body = new ReadableStream<TurnChunk>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  let last: ConversationMessage | null = null;
  for await (const message of readUIMessageStream<ConversationMessage>({ stream: body })) last = message;
  return last;
}

function asWeRead(chunks: TurnChunk[]): ConversationMessage | null {
  const answer = new Answer();
  for (const chunk of chunks) answer.take(chunk);
  return answer.message();
}

/** What is shown of a message. How much of an input can be read before it is whole is not the same. */
function shown(message: ConversationMessage | null) {
  const parts = message?.parts.map((part) => {
    if (part.type !== 'dynamic-tool')
      return part.type === 'text' || part.type === 'reasoning'
        ? { type: part.type, text: part.text, state: part.state }
        : part;
    const { type, toolCallId, toolName, title, state } = part;
    const input = state === 'input-streaming' ? undefined : part.input;
    return { type, toolCallId, toolName, title, state, input, output: part.output, error: part.errorText };
  });
  return { id: message?.id, metadata: message?.metadata, parts };
}

describe('Answer', () => {
  it('puts an answer together as the AI SDK does', async () => {
    await fc.assert(
      fc.asyncProperty(stream, async (parts) => {
        const chunks = [
          START,
          ...parts.flatMap(({ piece, id, length }) => pieces[piece]?.(id).slice(0, length) ?? []),
          FINISH,
        ];
        expect(shown(asWeRead(chunks))).toEqual(shown(await asTheSdkReads(chunks)));
      }),
    );
  });

  it('leaves a part that nothing came for the object it was', () => {
    const answer = new Answer();
    answer.take(START);
    for (const chunk of pieces[0]?.('1') ?? []) answer.take(chunk);
    const before = answer.message();
    for (const chunk of pieces[0]?.('2') ?? []) answer.take(chunk);
    expect(answer.message()?.parts[0]).toBe(before?.parts[0]);
  });

  it('refuses a piece of what has not begun, as that stream lacks its beginning', () => {
    const answer = new Answer();
    expect(() => answer.take({ type: 'text-delta', id: '1', delta: 'x' })).toThrow();
    expect(() => answer.take({ type: 'tool-output-available', toolCallId: 'c', output: 1 })).toThrow();
  });
});

describe('readBeginning', () => {
  it('reads what is complete, wherever the text ends, and all of it at its end', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(), (value, cut) => {
        const json = JSON.stringify(value);
        expect(JSON.stringify(readBeginning(json))).toBe(json);
        expect(() => readBeginning(json.slice(0, cut % (json.length + 1)))).not.toThrow();
      }),
    );
    expect(readBeginning('{"tools":[{"tool_slug":"A","arguments":{"x":"y, ')).toEqual({
      tools: [{ tool_slug: 'A', arguments: {} }],
    });
  });
});

it('an answer that has not begun has its place, until anything of it comes', () => {
  const answer = new Answer();
  const queued = (place: number): TurnChunk => ({ type: 'data-queued', data: { place }, transient: true });
  answer.take({ type: 'start', messageId: 'm' });
  answer.take(queued(2));
  answer.take(queued(1));
  expect(answer.message()?.parts).toEqual([queued(1)]);
  answer.take({ type: 'text-start', id: 't' });
  expect(answer.message()?.parts).toEqual([{ type: 'text', text: '', state: 'streaming' }]);
  answer.take(queued(0));
  expect(answer.message()?.parts).toHaveLength(1);
});
