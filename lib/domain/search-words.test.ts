import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchWords } from './search-words.ts';

test.each([
  ['CONFLUENCE_UPDATE_PAGE', ['confluence', 'update', 'page']],
  ['Adds “Q3-Planning” to page 2200001', ['adds', 'q3', 'planning', 'to', 'page', '2200001']],
  ['Übersicht übersicht', ['ubersicht']],
  ['Café au lait', ['cafe', 'au', 'lait']],
  ['Привет, ЁЛКА', ['привет', 'елка']],
  ['会议纪要 2026', ['会', '议', '纪', '要', '2026']],
  ['हिन्दी', ['हिन्दी']],
  ['%  – “”', []],
])('a text comes apart into its words: %s', (text, words) => {
  expect(searchWords(text)).toEqual(words);
});

test('whatever is typed, its words are safe to quote, and are the words of themselves', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const word of searchWords(text)) {
        expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
        expect(searchWords(word).join('')).toBe(word);
      }
    }),
  );
});
