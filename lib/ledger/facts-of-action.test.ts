import { expect, test } from 'vitest';
import type { LedgerDetail, LedgerEntry, LedgerEvent } from '../domain/ledger-entry.ts';
import { factsOfAction } from './facts-of-action.ts';

const plain = { status: 'succeeded', change: null, logId: null } as const;

function entry(event: LedgerEvent, detail: LedgerDetail): LedgerEntry {
  const at = '2026-01-01T00:00:00.000Z';
  return { at, conversationId: 'c', actionId: 'a', event, tool: 'T', kind: 'write', detail };
}

function decided(answer: 'allow' | 'deny', reason: string | null = null): LedgerEntry {
  return entry('decided', { decision: { by: 'person', answer, scope: 'once', reason } });
}

test('of several decisions the one that the action was carried out by is told', () => {
  const timeline = [decided('deny'), entry('moved', {}), decided('allow', 'fine now')];
  expect(factsOfAction(plain, timeline)).toMatchObject({
    decision: 'allow',
    decidedBy: 'person',
    reason: 'fine now',
  });
});

test('a decision that was refused is not taken for one', () => {
  const forged = entry('refused', {
    decision: { by: 'person', answer: 'allow', scope: 'always', reason: null },
  });
  expect(factsOfAction(plain, [entry('asked', {}), forged])).toMatchObject({
    decision: null,
    decidedBy: null,
  });
});

test('versions and the log id are those of the run; a log id that the ledger lacks is taken from the action', () => {
  const ended = entry('ended', { versionBefore: 3, versionAfter: 4, logId: 'log_2' });
  const asked = entry('asked', { versionBefore: 2, account: 'Ada' });
  expect(factsOfAction({ ...plain, logId: 'log_1' }, [asked, ended])).toMatchObject({
    account: 'Ada',
    versionBefore: 3,
    versionAfter: 4,
    logId: 'log_2',
  });
  expect(factsOfAction({ ...plain, logId: 'log_1' }, []).logId).toBe('log_1');
});

test('a write that never ran has nothing to take back', () => {
  const summary = { undo: { possible: true, words: '' } } as never;
  const change = { actionId: 'a', changeId: null, summary, approval: null, decision: null, undo: null };
  expect(factsOfAction({ ...plain, status: 'denied', change }, []).undo).toBeNull();
  expect(factsOfAction({ ...plain, change }, []).undo).toBe('possible');
  expect(factsOfAction({ ...plain, change }, [entry('undone', { actionId: 'b' })]).undo).toBe('undone');
});
