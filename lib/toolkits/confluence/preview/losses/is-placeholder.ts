import { IN_COMMENT, MAY_STAND_FOR_TEXT, SAYS_LEFT_OUT, SAYS_LEFT_OUT_ASIDE } from './placeholder-phrases.ts';
import type { TextUnit } from './text-units.ts';

const LOREM = /\blorem ipsum\b/i;
const ELLIPSIS = /\.{3}|…/;
const ONLY_ELLIPSIS = /^(?:\.{3,}|…+)$/;
const ONLY_BRACKETED_ELLIPSIS = /^(?:\[\s*(?:\.{3,}|…)\s*\]|\(\s*(?:\.{3,}|…)\s*\))$/;
/** Brackets that prose hardly uses, and what code and templates put around a name. */
const FRAMED = /^(?:\[.*\]|\{.*\}|<.*>|__.*__|%.*%)$/;
const FRAGMENTS = /\[[^[\]]*\]|\{[^{}]*\}|<[^<>]*>|\([^()]*\)/g;
const LONGEST = 160;

/**
 * Whether a text stands for one that is not there: “[… rest of the page unchanged …]”. A sentence that only speaks of what is unchanged
 * is none, so a phrase counts when it is all that its line says, or when brackets or dots set it apart.
 */
export function isPlaceholder({ place, text }: TextUnit): boolean {
  if (LOREM.test(text)) return true;
  if (place === 'comment') return IN_COMMENT.test(text);
  if (place === 'line' && ONLY_ELLIPSIS.test(text)) return true;
  if (place !== 'code' && ONLY_BRACKETED_ELLIPSIS.test(text)) return true;
  if (text.length <= LONGEST && standsForText(text, place)) return true;
  return place !== 'code' && (text.match(FRAGMENTS) ?? []).some((part) => part !== text && standsApart(part));
}

function standsForText(text: string, place: TextUnit['place']): boolean {
  const { phrase, todo } = phraseOf(text);
  const framed = todo || FRAMED.test(text) || ELLIPSIS.test(text);
  const aside = /^\(.*\)$/.test(text);
  if (SAYS_LEFT_OUT.test(phrase)) return place !== 'cell' || framed || aside;
  if (SAYS_LEFT_OUT_ASIDE.test(phrase)) return framed || (aside && place !== 'cell');
  if (!MAY_STAND_FOR_TEXT.test(phrase)) return false;
  // `...rest` is honest code.
  if (place === 'code') return ELLIPSIS.test(text) && phrase.includes(' ');
  return framed || (aside && place === 'line');
}

/** Within a longer line: what is in brackets. Round ones are for honest remarks too. */
function standsApart(part: string): boolean {
  if (part.length > LONGEST) return false;
  const { phrase } = phraseOf(part);
  if (part.startsWith('(') && !ELLIPSIS.test(part))
    return SAYS_LEFT_OUT.test(phrase) || /^(content|text|sections?) (omitted|truncated)/.test(phrase);
  return SAYS_LEFT_OUT.test(phrase) || SAYS_LEFT_OUT_ASIDE.test(phrase) || MAY_STAND_FOR_TEXT.test(phrase);
}

/** The bare words, without brackets, dots and signs around them. */
function phraseOf(text: string): { phrase: string; todo: boolean } {
  const bare = (part: string) => part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const words = bare(
    text
      .toLowerCase()
      .replace(/[_\s]+/g, ' ')
      .replace(/[,:;–—]|\.{3}|…/g, ' ')
      .replace(/ +/g, ' '),
  );
  const rest = words.replace(/^(?:todo|fixme|tbd|note|hinweis) /, '');
  return { phrase: bare(rest), todo: rest !== words };
}
