const PARTS = /"((?:[^"\\]|\\.)*)"|(\S+)/g;
const MANY = 50;
/** Stands for a pattern that no word fits: nothing is found. */
const NO_WORD = '"nosuchword00000000000000"';

/**
 * Turns the value of a `~` comparison into an FTS5 query: every word must occur, in any order and form; `"…"` is a phrase,
 * `win*`, `w?n` and `*dow` are patterns; `OR` and `AND` in capitals join; `roam~` is taken for the word itself. Undefined:
 * there is no word in it to look for. `wordsLike` gives the words of the site that fit a pattern.
 */
export function textMatch(
  value: string,
  column: 'title' | undefined,
  wordsLike: (pattern: string) => string[],
): string | undefined {
  const parts: string[] = [];
  for (const [, phrase, word] of value.matchAll(PARTS)) {
    if (word === 'OR' || word === 'AND') {
      const last = parts.at(-1);
      if (last !== undefined && last !== 'OR' && last !== 'AND') parts.push(word);
      continue;
    }
    const term =
      word !== undefined && isPattern(word) ? anyOf(word, wordsLike(word)) : quoted(phrase ?? word ?? '');
    if (term !== undefined) parts.push(term);
  }
  while (parts.at(-1) === 'OR' || parts.at(-1) === 'AND') parts.pop();
  if (parts.length === 0) return undefined;
  // `a OR b c` means `a OR (b c)`, as FTS5 joins neighbours first.
  const query = parts.join(' ');
  return column === undefined ? query : `${column} : (${query})`;
}

/** The words of a text as patterns meet them: small letters without accents. */
export function wordsOf(text: string): string[] {
  return plainLetters(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

export function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function isPattern(term: string): boolean {
  return /[*?]/.test(term) && /[\p{L}\p{N}]/u.test(term) && /^[\p{L}\p{M}\p{N}*?]+$/u.test(term);
}

function anyOf(pattern: string, words: string[]): string {
  const beginning = /^([\p{L}\p{M}\p{N}]+)\*$/u.exec(pattern)?.[1];
  // The index knows beginnings itself, of stems: words are named beside it, unless so many begin so that none is missed.
  const named = beginning !== undefined && words.length > MANY ? [] : words;
  const terms = named.map((word) => `"${word}"`);
  if (beginning !== undefined) terms.push(`"${beginning}"*`);
  return terms.length === 0 ? NO_WORD : `(${terms.join(' OR ')})`;
}

// Everything is quoted, so that no sign of FTS5's own language can slip in.
function quoted(term: string): string | undefined {
  const bare = term
    .replace(/["\\\0]/g, ' ')
    .replace(/[*?~]+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(bare) ? `"${bare}"` : undefined;
}
