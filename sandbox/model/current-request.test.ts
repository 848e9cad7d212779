import { expect, it } from 'vitest';
import { currentRequest } from './current-request.ts';
import { QUESTIONS } from './questions.ts';
import { smallTalk } from './small-talk.ts';
import type { Transcript } from './transcript.ts';

const asked = (reply: string): Transcript => [
  { kind: 'user', text: 'Add the label urgent' },
  { kind: 'assistant', text: QUESTIONS.page },
  { kind: 'user', text: reply },
];

it('an answer to a question belongs to the request before it', () => {
  expect(currentRequest(asked('Q3 Planning'))?.text).toBe('Add the label urgent');
});

it('an order that no rule knows is not taken for the name of a page', () => {
  const order = 'Remove the label urgent from Q3 Planning';
  expect(currentRequest(asked(order))).toMatchObject({ text: order, said: { deed: 'delete' } });
});

it.each(['Never mind', 'Actually never mind.', 'Oh, forget it', 'ok cancel'])('%s ends a request', (said) => {
  expect(smallTalk(said)).toContain('Nothing more was changed');
});
