import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Words } from '../domain/phrase.ts';
import { EMPTY_PLAN } from '../ledger/test-support/empty-plan.ts';
import { BOOKS, say, sayDetail } from './say.ts';
import { showChange } from './show-change.ts';

const codes = BOOKS.flatMap(({ name, templates }) => Object.keys(templates).map((key) => `${name}.${key}`));

test('each code says one thing', () => {
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
});

test('a code that was released can be said for good, and a new one is listed with them', () => {
  const listed = readFileSync(join(import.meta.dirname, 'released-codes.txt'), 'utf8')
    .trim()
    .split('\n');
  expect([...codes].sort()).toEqual(listed);
});

test('a phrase is said with the phrases among its values', () => {
  const inner = { code: 'call.stoppedBefore', values: {} };
  expect(say({ code: 'call.notRunByComposio', values: { reason: inner } })).toBe(
    'Composio did not run it: Stopped before it ran..',
  );
  expect(say({ code: 'gate.sentences', values: { all: [inner, 'As it was said.'] } })).toBe(
    'Stopped before it ran. As it was said.',
  );
});

test.each<[string, Words, RegExp]>([
  ['what others said', 'Stale {"code":"call.failed","values":{}}', /^Stale \{"code"/],
  ['what a newer version says', { code: 'call.sung', values: {} }, /^Another version of Tributary/],
  ['values of another form', { code: 'gate.sentences', values: {} }, /^Another version of Tributary/],
  ['a code that is a name of all objects', { code: 'constructor', values: {} }, /^Another version/],
])('%s is shown without failing', (_, words, shown) => {
  expect(say(words)).toMatch(shown);
});

test('an entry of the ledger that an older version wrote is told as it was written', () => {
  const decision = { by: 'policy', answer: 'deny', scope: null, reason: 'Writes are not allowed.' } as const;
  const detail = {
    sentence: 'Updates “Plan”',
    reasons: ['Writes ask first.'],
    losses: ['Loses 1 macro'],
    decision,
  };
  expect(sayDetail(detail)).toEqual(detail);
});

test('a preview is drawn with the names of the people in it; one that an older version drew stays as it is', () => {
  const id = '557058:1d84c7b2-93f6-4e0b-8a2d-5c6e90b4f101';
  const text = `<p>Ask <ac:link><ri:user ri:account-id="${id}" /></ac:link></p>`;
  const kept = { type: 'document', format: 'confluence-storage', title: 'Plan', text } as const;
  const { preview } = showChange({
    ...EMPTY_PLAN.change,
    preview: { ...kept, people: { [id]: 'Ada Lovelace' } },
  });
  expect(JSON.stringify(preview)).toContain('@Ada Lovelace');
  const drawn = { type: 'document' as const, title: 'Plan', blocks: [{ type: 'rule' as const }] };
  expect(showChange({ ...EMPTY_PLAN.change, preview: drawn }).preview).toBe(drawn);
});
