import type { Words } from '../domain/phrase.ts';
import { storableText } from '../domain/storable-text.ts';
import { say } from '../phrases/say.ts';

/** How a call or an action ended, in words: those of others as they came (`error`), ours (`note`). One of them is null. */
type KeptWords = { error: string | null; note: Words | null };

/** Why something failed, or what was found of it where it got lost, as its row keeps it. */
export function keepWords(error: Words | null, found: Words | null = null): KeptWords {
  if (found !== null) return { error: null, note: found };
  return typeof error === 'string'
    ? { error: storableText.parse(error), note: null }
    : { error: null, note: error };
}

/** Why something failed; null for what did not. */
export function keptError({ status, error, note }: KeptWords & { status: string | null }): Words | null {
  return status === 'succeeded' ? null : (error ?? note);
}

/** What a look into the app told of an action that got lost and did happen; null for all others. */
export function keptFinding({ status, note }: Pick<KeptWords, 'note'> & { status: string }): Words | null {
  return status === 'succeeded' ? note : null;
}

/** What the app answered, or in words what a look into the app told. */
export function resultWith(result: unknown, found: Words | null | undefined): unknown {
  return found ? { found: say(found) } : result;
}
