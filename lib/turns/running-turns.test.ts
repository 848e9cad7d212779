import { expect, test } from 'vitest';
import { abortTurn, holdTurn } from './running-turns.ts';

test('a stop reaches the turn that runs, and a stale stop does nothing', () => {
  const turn = holdTurn('conversation', 'second');
  expect(abortTurn('conversation', 'first')).toBe(false);
  expect(turn.signal.aborted).toBe(false);
  expect(abortTurn('conversation', 'second')).toBe(true);
  expect(turn.signal.aborted).toBe(true);
  turn.release();
  expect(abortTurn('conversation')).toBe(false);
});

test('a turn that ends late does not take Stop away from the one after it', () => {
  const late = holdTurn('conversation', 'late');
  const next = holdTurn('conversation', 'next');
  late.release();
  expect(abortTurn('conversation')).toBe(true);
  expect([late.signal.aborted, next.signal.aborted]).toEqual([false, true]);
  next.release();
});
