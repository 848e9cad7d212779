import { definePhrases } from '../../../domain/phrase.ts';
import type { KeptPreview } from '../../../domain/preview.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import { parseStorage, StorageError } from '../storage/parse-storage.ts';

const { book, phrase } = definePhrases('confluence.content.comparison', {
  malformed: () => 'The text is not well-formed, so it cannot be compared.',
});

export { book as comparisonBook };

type Text = { title: string; body: string };

/** What changes from one title and body to another, or why that is not shown. */
export function diffOf(now: Text, former: Text): KeptPreview {
  const readable = isWellFormed(now.body) && isWellFormed(former.body);
  return readable ? comparisonOf(now, former) : { type: 'none', why: phrase.malformed() };
}

/** The same of two bodies that are known to be well-formed. */
export function comparisonOf(now: Text, former: Text): KeptPreview {
  return {
    type: 'diff',
    format: storageDrawing.format,
    title: { before: now.title, after: former.title },
    source: { before: now.body, after: former.body },
  };
}

/** Whether a body can be read as storage format. */
export function isWellFormed(body: string): boolean {
  try {
    parseStorage(body);
    return true;
  } catch (error) {
    if (error instanceof StorageError) return false;
    throw error;
  }
}
