import type { Words } from '../domain/phrase.ts';
import { storableText } from '../domain/storable-text.ts';
import { say } from '../phrases/say.ts';

/** How a call or an action ended, in words: those of others as they came (`error`), ours as a phrase (`note`). One of them is null. */
type KeptWords = { error: string | null; note: Words | null };

/** Why something failed, as its row keeps it. */
export function keepError(words: Words | null): KeptWords {
  return typeof words === 'string'
    ? { error: storableText.parse(words), note: null }
    : { error: null, note: words };
}

/** Why something failed; null for what did not. */
export function keptError({ status, error, note }: KeptWords & { status: string | null }): Words | null {
  return status === 'succeeded' ? null : (error ?? note);
}

/** The result of an action: what the app answered, or what a look into the app told of one that was lost. */
export function resultWith(
  result: unknown,
  { status, note }: Pick<KeptWords, 'note'> & { status: string },
): unknown {
  return status === 'succeeded' && note !== null ? { found: say(note) } : result;
}
