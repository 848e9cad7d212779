import { ConfluenceError } from '../errors.ts';

const forbidden = /[!#&()*.:;<>?@[\]^\t]/;

/**
 * The labels that one asked name becomes: in lower case, and split at blanks and commas without a word.
 * @throws ConfluenceError 400 for an empty or too long name and for characters that labels may not have
 */
export function labelNames(asked: string): string[] {
  const names = asked.split(/[ ,]+/).filter((name) => name !== '');
  if (names.length === 0) throw new ConfluenceError(400, 'Could not parse Labels');
  for (const name of names) {
    if (forbidden.test(name)) throw new ConfluenceError(400, 'label.contains.invalid.chars');
    if (name.length > 255) throw new ConfluenceError(400, 'label.name.is.too.long');
  }
  return names.map((name) => name.toLowerCase());
}
