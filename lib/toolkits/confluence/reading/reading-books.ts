import type { PhraseBook } from '../../../domain/phrase.ts';
import { readerBook } from './open-reader.ts';
import { argumentsBook } from './read-arguments.ts';

/** What is said where Confluence or the arguments of a tool cannot be read. */
export const readingBooks: readonly PhraseBook[] = [readerBook, argumentsBook];
