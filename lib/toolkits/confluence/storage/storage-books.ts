import type { PhraseBook } from '../../../domain/phrase.ts';
import { checkChangesBook } from './check-changes.ts';
import { checkNestingBook } from './check-nesting.ts';
import { editBlocksBook } from './edit-blocks.ts';
import { fillContentBook } from './fill-content.ts';
import { parseStorageBook } from './parse-storage.ts';
import { replaceTextBook } from './replace-text.ts';

/** What is said of storage format and of edits of it. */
export const storageBooks: readonly PhraseBook[] = [
  parseStorageBook,
  editBlocksBook,
  checkChangesBook,
  checkNestingBook,
  fillContentBook,
  replaceTextBook,
];
