import { describe, expect, it } from 'vitest';
import { timeLeft } from './time-left.ts';

const END = '2026-01-01T12:00:00.000Z';
const at = (beforeMs: number) => timeLeft(END, Date.parse(END) - beforeMs);

describe('timeLeft', () => {
  it('says nothing until the last minutes, and looks again when they begin', () => {
    expect(at(15 * 60_000)).toEqual({ left: { state: 'plenty' }, lookAgainMs: 12 * 60_000 });
    expect(at(180_001).left.state).toBe('plenty');
  });

  it('counts whole minutes down, and looks again when the words change', () => {
    expect(at(180_000)).toEqual({ left: { state: 'soon', words: 'Ends in 3 minutes' }, lookAgainMs: 60_000 });
    expect(at(100_000)).toEqual({ left: { state: 'soon', words: 'Ends in 2 minutes' }, lookAgainMs: 40_000 });
    expect(at(1_000)).toEqual({
      left: { state: 'soon', words: 'Ends in less than a minute' },
      lookAgainMs: 1_000,
    });
  });

  it('is over at the very moment, and for a time that cannot be read', () => {
    expect(at(0)).toEqual({ left: { state: 'expired' }, lookAgainMs: null });
    expect(timeLeft('never', 0).left.state).toBe('expired');
  });
});
