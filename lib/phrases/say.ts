import type { ChangeSummary } from '../domain/change.ts';
import type { LedgerDetail } from '../domain/ledger-entry.ts';
import type { KeptTurnError, TurnError } from '../domain/message.ts';
import { isPhrase, type PhraseBook, type Words } from '../domain/phrase.ts';
import { TOOLKIT_BOOKS } from '../toolkits/toolkits.ts';
import { callBook } from './call-phrases.ts';
import { gateBook } from './gate-phrases.ts';
import { turnBook } from './turn-phrases.ts';

/** All that can be said. */
export const BOOKS: readonly PhraseBook[] = [...TOOLKIT_BOOKS, callBook, gateBook, turnBook];

const TEMPLATES: ReadonlyMap<string, (values: never) => string> = new Map(
  BOOKS.flatMap(({ name, templates }) =>
    Object.entries(templates).map(([key, template]) => [`${name}.${key}`, template] as const),
  ),
);

const NOT_KNOWN = 'Another version of Tributary has written this, and this one cannot read it.';

/** Puts what is kept into words, in English. It never throws. */
export function say(words: Words): string {
  if (typeof words === 'string') return words;
  const template = TEMPLATES.get(words.code);
  try {
    return template?.(inWords(words.values) as never) ?? NOT_KNOWN;
  } catch {
    return NOT_KNOWN;
  }
}

/** The same where there may be nothing to say. */
export function sayAny(words: Words | null): string | null {
  return words === null ? null : say(words);
}

/** Values with words in place of the phrases among them. */
function inWords(value: unknown): unknown {
  if (isPhrase(value)) return say(value);
  if (Array.isArray(value)) return value.map(inWords);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inWords(inner)]));
}

export function sayChange<Kept extends ChangeSummary<Words>>(
  change: Kept,
): Omit<Kept, keyof ChangeSummary> & ChangeSummary {
  return {
    ...change,
    sentence: say(change.sentence),
    losses: change.losses.map((loss) => ({
      ...loss,
      words: say(loss.words),
      examples: loss.examples.map(say),
    })),
    undo: { ...change.undo, words: say(change.undo.words) },
    noPreview: sayAny(change.noPreview),
  };
}

/** What is not there stays away. */
export function sayDetail(detail: LedgerDetail<Words>): LedgerDetail {
  const { sentence, reasons, losses, decision, error, ...rest } = detail;
  return {
    ...rest,
    ...(sentence === undefined ? {} : { sentence: say(sentence) }),
    ...(reasons === undefined ? {} : { reasons: reasons.map(say) }),
    ...(losses === undefined ? {} : { losses: losses.map(say) }),
    ...(decision === undefined ? {} : { decision: { ...decision, reason: sayAny(decision.reason) } }),
    ...(error === undefined ? {} : { error: sayAny(error) }),
  };
}

export function sayTurnError({ code, message, hint }: KeptTurnError): TurnError {
  return { code, message: say(message), ...(hint === undefined ? {} : { hint: say(hint) }) };
}
