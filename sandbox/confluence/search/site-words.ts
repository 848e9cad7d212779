import type { DatabaseSync } from 'node:sqlite';
import { prepared, selectAll } from '../rows.ts';
import type { Site } from '../site.ts';
import { plainLetters, wordsOf } from './cql/text-match.ts';

/** So many words at most stand for one pattern. */
const HIGHEST = 500;
const known = new WeakMap<DatabaseSync, Set<string>>();

/** Keeps the words of a text for patterns to be looked up among. */
export function rememberWords(site: Site, text: string): void {
  const words = known.get(site.db) ?? new Set();
  known.set(site.db, words);
  const insert = prepared(site.db, 'INSERT OR IGNORE INTO confluence_search_word (word) VALUES (?)');
  for (const word of wordsOf(text)) {
    if (words.has(word)) continue;
    insert.run(word);
    words.add(word);
  }
}

/** The words of the site that fit a pattern of letters, `*` (any letters) and `?` (one letter). */
export function wordsLike(site: Site, pattern: string): string[] {
  const rows = selectAll<{ word: string }>(
    site.db,
    'SELECT word FROM confluence_search_word WHERE word GLOB ? LIMIT ?',
    plainLetters(pattern),
    HIGHEST,
  );
  return rows.map((row) => row.word);
}
