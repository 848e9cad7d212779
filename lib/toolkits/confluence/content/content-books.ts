import type { PhraseBook } from '../../../domain/phrase.ts';
import { bodyBook } from './look-at-body.ts';
import { lookUpVersionBook } from './look-up-version.ts';
import { lostSinceBook } from './lost-since.ts';
import { contentBook } from './read-content.ts';
import { placeBook } from './read-place.ts';
import { comparisonBook } from './show-body.ts';
import { undoCreationBook } from './undo-creation.ts';
import { undoUpdateBook } from './undo-update.ts';
import { updateBook } from './update-content.ts';
import { movedBook } from './who-moved-it.ts';

/** What is said of pages and blog posts alike. */
export const contentBooks: readonly PhraseBook[] = [
  contentBook,
  placeBook,
  bodyBook,
  comparisonBook,
  updateBook,
  movedBook,
  lookUpVersionBook,
  lostSinceBook,
  undoUpdateBook,
  undoCreationBook,
];
