import { LRUCache } from 'lru-cache';
import type { Block, DiffRow, KeptPreview } from '../../../domain/preview.ts';
import type { Drawing } from '../../toolkit.ts';
import { nameMentions } from '../reading/name-mentions.ts';
import { StorageError } from '../storage/parse-storage.ts';
import { diffStorage } from './compare/diff-storage.ts';
import { renderStorage } from './draw/render-storage.ts';

/** The storage format of Confluence, drawn. */
export const storageDrawing = {
  format: 'confluence-storage',
  text: (text, people) =>
    nameMentions(
      readable(() => renderStorage(text)),
      people,
    ),
  comparison: (texts, people) => nameMentions(compared(texts), people),
} satisfies Drawing;

/** What a preview shows before anybody is named. */
export function drawnIn(preview: Extract<KeptPreview, { format: string }>): Block[] | DiffRow[] {
  switch (preview.type) {
    case 'document':
      return storageDrawing.text(preview.text, {});
    case 'diff':
      return storageDrawing.comparison(preview.source, {});
    case 'removal':
      return storageDrawing.text(preview.text ?? '', {});
  }
}

/** A comparison takes its time on a large page, and is looked at when it is planned and each time somebody opens it. By both texts. */
const comparisons = new LRUCache<string, DiffRow[]>({
  maxSize: 4_000_000,
  sizeCalculation: (_, texts) => texts.length + 1,
});

function compared({ before, after }: { before: string; after: string }): DiffRow[] {
  const texts = JSON.stringify([before, after]);
  const known = comparisons.get(texts);
  if (known !== undefined) return known;
  const rows = readable(() => diffStorage(before, after));
  comparisons.set(texts, rows);
  return rows;
}

function readable<Drawn>(draw: () => Drawn[]): Drawn[] {
  try {
    return draw();
  } catch (error) {
    if (error instanceof StorageError) return [];
    throw error;
  }
}
