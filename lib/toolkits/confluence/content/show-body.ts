import type { Block, Preview } from '../../../domain/preview.ts';
import { diffStorage } from '../preview/compare/diff-storage.ts';
import { renderStorage } from '../preview/draw/render-storage.ts';
import { StorageError } from '../storage/parse-storage.ts';

/** A body as it looks; nothing of one that cannot be read, which is no reason to keep it. */
export function blocksOf(body: string): Block[] {
  try {
    return renderStorage(body);
  } catch (error) {
    if (error instanceof StorageError) return [];
    throw error;
  }
}

type Text = { title: string; body: string };

/** What changes from one title and body to another, or why that is not shown. */
export function diffOf(now: Text, former: Text): Preview {
  try {
    return {
      type: 'diff',
      title: { before: now.title, after: former.title },
      rows: diffStorage(now.body, former.body),
      source: { before: now.body, after: former.body },
    };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return { type: 'none', why: 'The text is not well-formed, so it cannot be compared.' };
  }
}
