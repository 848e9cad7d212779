const LONGEST_NAME = 90;

/** What could turn the words around it: controls and marks that change the direction of writing. */
const MISLEADING = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** A name that others wrote, fit to stand in a sentence: one line, not too long, nothing that hides its end. */
export function plainName(text: string): string {
  const words = text.replace(MISLEADING, ' ').replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim();
  const letters = [...words];
  return letters.length > LONGEST_NAME
    ? `${letters
        .slice(0, LONGEST_NAME - 1)
        .join('')
        .trimEnd()}…`
    : words;
}

/** `“Q3 Planning”` */
export function quoted(name: string): string {
  return `“${plainName(name)}”`;
}

/** `a, b and c` */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `1 page`, `42 pages`, `more than 1,000 pages` */
export function counted(count: number, noun: string, more = false): string {
  const number = count.toLocaleString('en-GB');
  return `${more ? `more than ${number}` : number} ${noun}${count === 1 && !more ? '' : 's'}`;
}
