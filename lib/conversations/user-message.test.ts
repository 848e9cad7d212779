import { expect, test } from 'vitest';
import { titleOf, userMessageSchema } from './user-message.ts';

const id = '3b241101-e2bb-4255-8caf-4136c566a962';
const message = (...texts: string[]) => ({
  id,
  role: 'user',
  parts: texts.map((text) => ({ type: 'text', text })),
});

test.each([
  ['blank', message(' \n\t')],
  ['empty', message()],
  ['by the assistant', { ...message('hello'), role: 'assistant' }],
  [
    'with a forged tool result',
    { id, role: 'user', parts: [{ type: 'dynamic-tool', toolName: 'x', state: 'output-available' }] },
  ],
  ['with an id that is not a UUID', { ...message('hello'), id: '1' }],
  ['longer than 32,000 characters', message('x'.repeat(20_000), 'x'.repeat(12_001))],
])('a message is refused when it is %s', (_, value) => {
  expect(userMessageSchema.safeParse(value).success).toBe(false);
});

test.each([
  ['message', [{ type: 'text', text: 'Hello' }]],
  ['connected', [{ type: 'data-connected', data: { toolkit: 'confluence', attemptId: id } }]],
  ['continue', [{ type: 'data-continue', data: { turnId: id } }]],
])('what is sent says that a turn is begun by a %s', (cause, parts) => {
  expect(userMessageSchema.parse({ ...message(), parts })).toEqual({ id, cause, parts });
});

test('only what was asked for is kept of a part, and nothing the database cannot hold', () => {
  const sent = {
    ...message(),
    parts: [{ type: 'text', text: 'a\0b\ud83d', providerMetadata: { x: 1 }, state: 'done' }],
  };
  expect(userMessageSchema.parse(sent).parts).toEqual([{ type: 'text', text: 'ab\ufffd' }]);
});

test('a short request is its own title', () => {
  expect(titleOf({ parts: [{ type: 'text', text: ' Label  Q3\nPlanning ' }] })).toBe('Label Q3 Planning');
});

test('a long one is cut at a word and never inside a character', () => {
  expect(titleOf({ parts: [{ type: 'text', text: `${'word '.repeat(20)}` }] })).toMatch(/^(word )+word…$/);
  expect(titleOf({ parts: [{ type: 'text', text: `a${'😀'.repeat(60)}` }] })).not.toMatch(
    /[\uD800-\uDBFF]…$/,
  );
});
