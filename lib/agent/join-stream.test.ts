import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openai } from '../providers/openai.ts';
import { streamJoiner } from './join-stream.ts';

const delta = (text: string, place: object = {}) =>
  `event: response.output_text.delta\ndata: ${JSON.stringify({ type: 'response.output_text.delta', item_id: 'm', output_index: 0, content_index: 0, ...place, delta: text })}\n\n`;
const done = 'event: response.completed\ndata: {"type":"response.completed"}\n\n';

function joined(pieces: (string | Uint8Array)[]): string {
  const joiner = streamJoiner(openai);
  const encoder = new TextEncoder();
  const read = pieces.map((piece) => joiner.read(typeof piece === 'string' ? encoder.encode(piece) : piece));
  return read.join('') + joiner.end();
}

/** What a stream says, by the place where it says it, in order. */
function said(stream: string): [string, string][] {
  const events = stream.split('\n\n').filter(Boolean);
  const texts: [string, string][] = [];
  for (const event of events) {
    const { type, item_id, delta } = JSON.parse(event.slice(event.indexOf('data: ') + 6));
    const place = `${type} ${item_id}`;
    const last = texts.at(-1);
    if (last?.[0] === place && delta !== undefined) last[1] += delta;
    else texts.push([place, delta ?? '']);
  }
  return texts;
}

test('pieces of one text that come together become one event', () => {
  expect(joined([delta('The ') + delta('river') + done])).toBe(delta('The river') + done);
});

test('pieces of different texts stay apart, and what lies between keeps its place', () => {
  const other = delta('b', { item_id: 'other' });
  expect(joined([delta('a') + other + delta('c')])).toBe(delta('a') + other + delta('c'));
  const between = ': a comment\n\n';
  expect(joined([delta('a') + between + delta('c')])).toBe(delta('a') + between + delta('c'));
});

test('what is not understood is passed on as it came', () => {
  for (const odd of [
    'data: {"half":\n\n',
    'data: [DONE]\n\n',
    'data: {"a":1,\ndata: "b":2}\n\n',
    'data: 7\r\n\r\n',
    'half an event',
  ])
    expect(joined([odd])).toBe(odd);
});

test('however a stream is cut into pieces, it says the same, in at most as many events', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 6 });
  const event = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.tuple(text, fc.constantFrom('m', 'n')).map(([said, item_id]) => delta(said, { item_id })),
    },
    { weight: 1, arbitrary: fc.constant(done) },
  );
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 20 }),
      fc.array(fc.nat(4000), { maxLength: 12 }),
      (events, cuts) => {
        const bytes = new TextEncoder().encode(events.join(''));
        const at = [
          0,
          ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b),
          bytes.length,
        ];
        const result = joined(at.slice(1).map((end, index) => bytes.slice(at[index], end)));
        expect(said(result)).toEqual(said(events.join('')));
        expect(result.split('\n\n').length).toBeLessThanOrEqual(events.length + 1);
      },
    ),
  );
});
