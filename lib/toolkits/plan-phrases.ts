import { definePhrases } from '../domain/phrase.ts';

/** What is said of an action whatever its tool. */
export const { book: planBook, phrase: planPhrase } = definePhrases('plan', {
  notKnownBeforehand: ({ tool }: { tool: string }) => `What ${tool} would change is not known beforehand.`,
  notKnownBefore: () => 'What was there before is not known, so it cannot be taken back here.',
});
