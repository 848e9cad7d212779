import type { PhraseBook } from '../../../../domain/phrase.ts';
import { lostThingsBook } from './body-inventory.ts';
import { lossBook } from './find-losses.ts';

/** What is said of what an update would take away. */
export const lossBooks: readonly PhraseBook[] = [lossBook, lostThingsBook];
