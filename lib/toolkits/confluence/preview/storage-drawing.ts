import type { KeptPreview } from '../../../domain/preview.ts';
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
  comparison: ({ before, after }, people) =>
    nameMentions(
      readable(() => diffStorage(before, after)),
      people,
    ),
} satisfies Drawing;

/** What a preview shows before anybody is named; of one that is not drawn, nothing. */
export function drawnIn(preview: Extract<KeptPreview, { format: string }>): unknown {
  switch (preview.type) {
    case 'document':
      return storageDrawing.text(preview.text, {});
    case 'diff':
      return storageDrawing.comparison(preview.source, {});
    case 'removal':
      return storageDrawing.text(preview.text ?? '', {});
  }
}

function readable<Drawn>(draw: () => Drawn[]): Drawn[] {
  try {
    return draw();
  } catch (error) {
    if (error instanceof StorageError) return [];
    throw error;
  }
}
