import { expect, test } from 'vitest';
import type { LedgerDetail, LedgerEntry, LedgerEvent } from '@/lib/domain/ledger-entry';
import { timelineWords } from './timeline-words.ts';

function words(...happened: [LedgerEvent, LedgerDetail][]): string[] {
  const timeline: LedgerEntry[] = happened.map(([event, detail]) => ({
    at: '2026-01-01T00:00:00.000Z',
    conversationId: 'c',
    actionId: 'a',
    event,
    tool: 'CONFLUENCE_UPDATE_PAGE',
    kind: 'write',
    detail,
  }));
  return timelineWords(timeline).map((line) => [line.words, ...line.facts, line.logId ?? ''].join(' · '));
}

const person = (answer: 'allow' | 'deny', scope: string | null, reason: string | null = null) =>
  ({ decision: { by: 'person', answer, scope, reason } }) as const;
const rule = (answer: 'allow' | 'deny', reason: string | null) =>
  ({ decision: { by: 'policy', answer, scope: null, reason } }) as const;

test('a write that was asked for, done and taken back is told from its first to its last moment', () => {
  expect(
    words(
      ['proposed', {}],
      ['asked', { reasons: ['Writes ask first.'] }],
      ['decided', person('allow', 'once')],
      ['begun', {}],
      ['lost', {}],
      ['ended', { status: 'succeeded', versionBefore: 3, versionAfter: 4, durationMs: 800, logId: 'log_1' }],
      ['undone', { actionId: 'b' }],
    ),
  ).toEqual([
    'Proposed by the assistant · ',
    'Asked: Writes ask first. · ',
    'Allowed by you, once · ',
    'Sent · ',
    'Cut off: nobody knows yet whether it happened · ',
    'Done · version 3 → 4 · 0.8 s · log_1',
    'Taken back by you · ',
  ]);
});

test('who decided is never mistaken: a rule is called a rule, in its own words', () => {
  expect(
    words(
      ['decided', rule('deny', 'Marketing is read-only.')],
      ['decided', rule('allow', null)],
      ['decided', person('deny', null, 'too much')],
      ['decided', person('allow', 'conversation')],
      ['decided', person('allow', 'always')],
    ),
  ).toEqual([
    'Denied by a rule: Marketing is read-only. · ',
    'Allowed by a rule · ',
    'Denied by you: “too much” · ',
    'Allowed by you, in this conversation · ',
    'Allowed by you, always · ',
  ]);
});

test('a decision that did not count says so and why, also for a reason that has no words of its own here', () => {
  expect(
    words(
      ['refused', { code: 'approval_expired', error: 'The time to decide on this is over.' }],
      ['refused', { code: 'approval_decided' }],
      ['refused', { code: 'new_code', error: 'It was forged.' }],
      ['refused', {}],
    ),
  ).toEqual([
    'A late decision was refused · ',
    'A second decision was refused · ',
    'A decision was refused: It was forged. · ',
    'A decision was refused · ',
  ]);
});

test('a target that moved on is why it was asked again', () => {
  expect(
    words(
      ['asked', {}],
      ['moved', { reasons: ['Grace made version 5.', 'Writes ask first.'] }],
      ['asked', {}],
    ),
  ).toEqual([
    'Asked · ',
    'Not done, asked again: Grace made version 5. Writes ask first. · ',
    'Asked again · ',
  ]);
});

test('an end tells only what is known: one version, none, or no outcome', () => {
  expect(
    words(
      ['ended', { status: 'succeeded', versionBefore: null, versionAfter: 1 }],
      ['ended', { status: 'failed', versionBefore: 3, versionAfter: null, durationMs: 50 }],
      ['ended', { status: 'unknown' }],
    ),
  ).toEqual([
    'Done · version 1 · ',
    'Failed · version 3 · < 0.1 s · ',
    'Ended without anyone knowing how · ',
  ]);
});
