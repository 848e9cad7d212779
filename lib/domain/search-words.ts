/** Scripts that put no spaces between words: each character counts as one. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Nobody types more of a word. */
const MOST_CHARACTERS = 60;

/**
 * The words of a text, to keep or to search by, each once: lower case, without accents, in any language. They hold letters, digits
 * and their marks only. The database is not asked: what it takes for a letter depends on how it was set up.
 */
export function searchWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();
  const words = plain.replace(UNSPACED, ' $& ').match(WORD) ?? [];
  return [...new Set(words.map((word) => [...word].slice(0, MOST_CHARACTERS).join('')))];
}
