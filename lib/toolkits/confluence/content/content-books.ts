import type { PhraseBook } from '../../../domain/phrase.ts';
import { contentBook } from './read-content.ts';

/** What is said of pages and blog posts alike. */
export const contentBooks: readonly PhraseBook[] = [contentBook];
