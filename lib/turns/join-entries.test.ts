import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogEntry } from '../domain/message.ts';
import { entriesSince, joinEntry } from './join-entries.ts';

const entry: fc.Arbitrary<LogEntry> = fc.oneof(
  fc.record({
    type: fc.constant('text-delta' as const),
    id: fc.constantFrom('a', 'b'),
    delta: fc.string({ minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant('reasoning-delta' as const),
    id: fc.constant('r'),
    delta: fc.string({ minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant('tool-input-delta' as const),
    toolCallId: fc.constant('t'),
    inputTextDelta: fc.string({ minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant('call' as const),
    callId: fc.constantFrom('c', 'd'),
    modelCallId: fc.constant('m'),
  }),
);

const joined = (entries: LogEntry[]) => {
  const list: LogEntry[] = [];
  for (const one of entries) joinEntry(list, one);
  return list;
};

test('who reads a log again and again while it grows has read it once', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 20 }),
      fc.array(fc.nat(20), { maxLength: 6 }),
      (entries, looks) => {
        const at = [...looks.map((look) => Math.min(look, entries.length)), entries.length].toSorted(
          (a, b) => a - b,
        );
        const read: LogEntry[] = [];
        let before: LogEntry[] = [];
        for (const until of at) {
          const now = joined(entries.slice(0, until));
          read.push(...entriesSince(before, now));
          before = now;
        }
        expect(joined(read)).toEqual(joined(entries));
      },
    ),
  );
});

test('of places in the queue only the last one counts', () => {
  const place = (number: number): LogEntry => ({
    type: 'data-queued',
    data: { place: number },
    transient: true,
  });
  expect(joined([place(3), place(2), place(1)])).toEqual([place(1)]);
  expect(entriesSince([place(3)], [place(2)])).toEqual([place(2)]);
  expect(entriesSince([place(3)], [place(3)])).toEqual([]);
});
