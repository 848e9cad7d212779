const WORDS = /"((?:[^"\\]|\\.)*)"|(\S+)/g;

/**
 * Turns the value of a `~` comparison into an FTS5 query: every word must occur, `"…"` is a phrase, `win*` a beginning,
 * `OR` and `AND` join. Undefined: there is no word in it to look for.
 */
export function textMatch(value: string, column: 'title' | undefined): string | undefined {
  const parts: string[] = [];
  for (const [, phrase, word] of value.matchAll(WORDS)) {
    if (word === 'OR' || word === 'AND') {
      const last = parts.at(-1);
      if (last !== undefined && last !== 'OR' && last !== 'AND') parts.push(word);
      continue;
    }
    const term = quoted(phrase ?? word ?? '');
    if (term !== undefined) parts.push(term);
  }
  while (parts.at(-1) === 'OR' || parts.at(-1) === 'AND') parts.pop();
  if (parts.length === 0) return undefined;
  // A query such as `a OR b c` means `(a OR b) c` to nobody: FTS5 joins neighbours first, which is what people expect.
  const query = parts.join(' ');
  return column === undefined ? query : `${column} : (${query})`;
}

// Everything is quoted, so that no sign of FTS5's own language can slip in.
function quoted(term: string): string | undefined {
  const isBeginning = /[\p{L}\p{N}][*?]+$/u.test(term);
  const bare = term
    .replace(/["\\]/g, ' ')
    .replace(/[*?~]+/g, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(bare)) return undefined;
  return `"${bare}"${isBeginning ? '*' : ''}`;
}
