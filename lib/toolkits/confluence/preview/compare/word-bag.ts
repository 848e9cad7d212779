/** How often each word occurs in a text. */
export type WordBag = { words: ReadonlyMap<string, number>; size: number };

const WORD = /[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;

export function wordBag(text: string): WordBag {
  const words = new Map<string, number>();
  let size = 0;
  for (const word of text.toLowerCase().match(WORD) ?? []) {
    words.set(word, (words.get(word) ?? 0) + 1);
    size += 1;
  }
  return { words, size };
}

/** What part of the words two texts share, from 0 to 1 (Dice). Two empty ones are alike. */
export function likeness(one: WordBag, other: WordBag): number {
  const total = one.size + other.size;
  if (total === 0) return 1;
  const [small, large] = one.words.size < other.words.size ? [one, other] : [other, one];
  let shared = 0;
  for (const [word, count] of small.words) shared += Math.min(count, large.words.get(word) ?? 0);
  return (2 * shared) / total;
}
