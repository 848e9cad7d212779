import { plainVerb } from './words.ts';

/** Stands for the n-th quoted string while the words around it are read. */
export const QUOTE = '\uE000\\d+\uE001';

/** What a person wrote, made easy to match: each quoted string is one token, and `rest` is what follows a colon. */
export type Message = {
  /** The sentence itself, without politeness, quoted strings as tokens. */
  head: string;
  /** What stands after the first colon or line break that introduces text; null when nothing does. */
  body: string | null;
  /** The mark that closed the sentence, for text that is taken over as it was said. */
  ending: string;
  quotes: readonly string[];
};

const QUOTED =
  /["“”„«»]([^"“”„«»]+)["“”„«»]|`([^`\n]+)`|(?<![\p{L}\p{N}])['‘‚‹](\S(?:[\s\S]*?\S)?)['’‘›](?![\p{L}\p{N}])/gu;
const POLITE =
  /^(?:(?:please|pls|hi|hello|hey|ok(?:ay)?|so|now|then|and|also|great|thanks|thank you|tributary)\b[\s,!.]*|(?:can|could|would|will) you\s+(?:please\s+)?(?:mind\s+)?|(?:i(?:'|’)?d (?:like|love)|i would like|(?:i|we) want|(?:i|we) need) (?:you )?to\s+|let(?:'|’)s\s+|help me (?:to )?|(?:be so kind|go ahead) and\s+|bitte\s+)+/i;
const NEED =
  /^(?:(?:we|i)(?:(?:'|’)d like| would like| need| want| could use)|let us have|have)\s+(?=an?\s)/i;
const TRAILING =
  /[\s,]*(?:\b(?:please|thanks|thank you|for me|for us|right now|will you|would you|in confluence|on confluence)\b)?[\s.!?;,:]*$/i;

/** Reads a person's text. Quotes of every style, also typographic ones, hold their text exactly as written. */
export function readMessage(text: string): Message {
  const quotes: string[] = [];
  const masked = text
    .replace(/[\uE000\uE001]/g, '')
    .replace(/\u00A0/g, ' ')
    .trim()
    .replace(QUOTED, (_, double?: string, code?: string, single?: string) => {
      quotes.push((double ?? code ?? single ?? '').trim());
      return `\uE000${quotes.length - 1}\uE001`;
    });
  const polite = plainVerb(
    placeLast(masked.replace(POLITE, '')).replace(POLITE, '').replace(NEED, 'create '),
  );
  const cut = bodyStart(polite);
  const head = cut === null ? polite : polite.slice(0, cut);
  return {
    head: trimTail(head.replace(/\s+/g, ' ')),
    ending: head.trim().match(/[.!?…]+$/)?.[0] ?? '',
    body:
      cut === null
        ? null
        : polite
            .slice(cut)
            .replace(/^\s*:?\s*/, '')
            .trim() || null,
    quotes,
  };
}

/** "In the Marketing space, create a page" says the same as "create a page in the Marketing space". */
function placeLast(text: string): string {
  const [, place, rest, body = ''] =
    text.match(/^((?:in|inside|within|under|on|for|from|to)\s[^,.:;\n]{1,80}),\s*([^\n:]+)([\s\S]*)$/i) ?? [];
  return place && rest ? `${rest.replace(/[\s.!?]+$/, '')} ${place}${body}` : text;
}

/** A colon or line break begins a body, unless it only introduces a short value ("titled: X", "label: y"). */
function bodyStart(text: string): number | null {
  for (const match of text.matchAll(/:(?=\s|\uE000|$)|\n/g)) {
    const before = text.slice(0, match.index).trim();
    if (before === '') continue;
    if (match[0] === ':' && /^:\s*(?:call|name|title) it\b/i.test(text.slice(match.index))) continue;
    if (
      match[0] === ':' &&
      /\b(?:titled|entitled|called|named|title|labels?|tags?|sections?|headings?)$/i.test(before)
    ) {
      continue;
    }
    return match.index;
  }
  return null;
}

function trimTail(text: string): string {
  const trimmed = text.replace(TRAILING, '').trim();
  return trimmed === text ? trimmed : trimTail(trimmed);
}

/** Puts quoted strings back: alone without their marks, inside other words with them. */
export function unquote(text: string, message: Message): string {
  const whole = text.trim().match(/^\uE000(\d+)\uE001$/);
  if (whole) return message.quotes[Number(whole[1])] ?? '';
  return text.replace(/\uE000(\d+)\uE001/g, (_, n: string) => `"${message.quotes[Number(n)] ?? ''}"`).trim();
}

/** Words to be written down as they were said: unquoted, with the mark that closed the sentence. */
export function spoken(text: string, message: Message): string {
  const closes = message.head.endsWith(text) && !/[\uE001]$/.test(text);
  return unquote(closes ? text + message.ending : text, message);
}

/** A short value as a person means it: no article, no closing punctuation; exactly as written when quoted. */
export function value(text: string, message: Message): string {
  const bare = trimTail(text.replace(/^[\s,:–-]+/, ''));
  return unquote(bare, message).replace(/\s+/g, ' ').trim();
}
