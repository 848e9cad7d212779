import { type Message, QUOTE, value } from './message.ts';

/** A page, post or whiteboard as a person names it. */
export type ContentRef =
  | { by: 'title'; title: string; type: ContentType }
  | { by: 'id'; id: string; type: ContentType }
  | { by: 'pronoun' };
export type ContentType = 'page' | 'blogpost' | 'whiteboard';

/** What is taken out of a sentence, and the sentence without it. */
type Taken<T> = { found?: T; rest: string };

/** The sentence without what matched, its seams closed. */
export function without(text: string, match: RegExpMatchArray): string {
  const at = match.index ?? 0;
  return `${text.slice(0, at)} ${text.slice(at + match[0].length)}`
    .replace(/\s+/g, ' ')
    .replace(/^[\s,]+|[\s,]+$/g, '');
}

const NOT_A_SPACE =
  /^(?:an? .*|it|this|that|there|here|which|what|one|two|three|\d+|short|brief|details?|general|particular|total|order|confluence|our (?:wiki|confluence)|(?:the |its |their )?(?:wiki|titles?|names?|content|body|english)|bullet.*|private|personal|new|a (?:few|nutshell|sentence|table|list).*|(?:\w+ )?(?:words?|sentences?|bullets?|points?|lines?|days?|weeks?|months?))$/i;
const WORD = `(?!(?:in|into|to|under|with|titled|entitled|called|named|about|page|space|as|and|saying|that|the|labels?|tags?|propert(?:y|ies)|details|content|contents|versions?|of|for|from|key|private|personal)\\b)[^\\s,.;:!?\uE000]+`;
const NAME = `(?:${QUOTE}|${WORD}(?:\\s+(?:and\\s+|&\\s+)?${WORD}){0,4})`;
const PLACE = '\\b(?:in|into|inside|within|to|on|of|from|for)\\s+(?:the\\s+|our\\s+|my\\s+)?';
const SPACES: readonly RegExp[] = [
  new RegExp(
    `(?:${PLACE}|^|\\bthe\\s+)(?:confluence\\s+)?space\\s+(?:called\\s+|named\\s+|with (?:the )?key\\s+)?(${QUOTE}|(?!(?:is|are|has|have|named|called)\\b)${WORD})`,
    'iu',
  ),
  new RegExp(`${PLACE}(${NAME})(?:'s|’s)?\\s+(?:confluence\\s+)?space\\b`, 'iu'),
  new RegExp(`${PLACE}(${NAME})(?:'s|’s)?\\s+blog\\b(?![\\s-]?post)`, 'iu'),
  new RegExp(`\\b(?:the|our|does|do|has|is)\\s+(${NAME})(?:'s|’s)?\\s+space\\b`, 'iu'),
  new RegExp(
    `\\b(?:in|into|inside|within)\\s+(?:the\\s+|our\\s+)?(${NAME})(?=\\s*(?:$|[,.;:!?])|\\s+(?:titled|entitled|called|named|with|under|below|about|saying|that|as|on)\\b)`,
    'iu',
  ),
];

/** Takes the space out of a sentence ("in the Marketing space", "in space MKT", "in Marketing") and gives the rest. */
export function takeSpace(text: string, message: Message): Taken<string> {
  for (const form of SPACES) {
    const match = text.match(form);
    const name = match?.[1] ? value(match[1], message) : '';
    if (match && name && !NOT_A_SPACE.test(name)) return { found: name, rest: without(text, match) };
  }
  return { rest: text };
}

const TITLE = new RegExp(
  `(?:,\\s*)?(?:\\band\\s+)?\\b(?:(?:with|using|under) (?:the )?(?:title|name)|give it the (?:title|name)|titled|entitled|called|named|(?:call|name|title) it|(?:its |the )?title|headline)(?:\\s+(?:is|should be|of|as))?\\s*[:=]?\\s*(?:(?<quoted>${QUOTE})|(?<words>.+?)(?=\\s+(?:(?:and\\s+)?with (?:the |these |following |an? )*(?:sections?|headings?|content|text|body|key|value)|under (?:the )?|below (?:the )?|that says|saying|containing|as (?:a )?blog|about|from (?:the|my|our))\\b|[.!?](?:\\s|$)|,\\s*(?:with|under|in|and (?:put|add|include))\\b|\\s*$))`,
  'iu',
);

/** Takes the title out of a sentence ("titled X", "called X", "with the title X"). */
export function takeTitle(text: string, message: Message): Taken<string> {
  const match = text.match(TITLE);
  const title = value(match?.groups?.quoted ?? match?.groups?.words ?? '', message);
  return match && title ? { found: title, rest: without(text, match) } : { rest: text };
}

const SECTIONS =
  /(?:,\s*)?(?:\band\s+)?\b(?:with|including|include|containing|that has|having)\s+(?:the\s+|these\s+|following\s+|a\s+)*(?:sections?|headings?|chapters?)\s*(?:called|named|for|on)?\s*:?\s*(.+?)(?=\s+(?:under (?:the )?|titled|called|in the\b)|[.!?](?:\s|$)|\s*$)/iu;

/** Takes a list of headings out of a sentence ("with sections Goals, Scope and Timeline"). */
export function takeSections(text: string, message: Message): Taken<string[]> {
  const match = text.match(SECTIONS);
  const sections = match?.[1] ? listOf(match[1], message) : [];
  return match && sections.length > 0 ? { found: sections, rest: without(text, match) } : { rest: text };
}

const PARENT = new RegExp(
  `(?:,\\s*)?\\b(?:under(?:neath)?|below|beneath|as (?:a )?(?:child|sub-?page) of)\\s+(?:the\\s+|our\\s+)?(?:parent\\s+)?(?:page\\s+)?(?:titled\\s+|called\\s+)?(${QUOTE}|.+?)(?:\\s+page)?(?=\\s+(?:titled|entitled|called|named|with|saying|in the)\\b|[,.!?](?:\\s|$)|\\s*$)`,
  'iu',
);

/** Takes the parent page out of a sentence ("under the Roadmap page"). */
export function takeParent(text: string, message: Message): Taken<string> {
  const match = text.match(PARENT);
  const parent = match?.[1] ? value(match[1], message) : '';
  return match && parent ? { found: parent, rest: without(text, match) } : { rest: text };
}

/** "a, b and c" to its parts; a quoted part may hold commas of its own. */
export function listOf(text: string, message: Message): string[] {
  return text
    .split(/\s*[,;]\s*(?:and\s+)?|\s+(?:and|plus|&)\s+|\n+/iu)
    .map((part) => value(part.replace(/^(?:[-*•]\s+|(?:the|and)\s+)/i, ''), message))
    .filter((part) => part !== '');
}

const NOUNS: readonly (readonly [ContentType, string])[] = [
  ['blogpost', '(?:blog[\\s-]?post|blog|post)'],
  ['whiteboard', '(?:white)?board'],
  ['page', '(?:confluence\\s+|wiki\\s+)?(?:page|document|doc|article)'],
];
/** Words that no unquoted name holds: they belong to the sentence around it. */
const AROUND =
  'the|our|my|your|this|that|these|which|to|on|onto|from|into|with|as|saying|says?|have|has|had|does|do|did|contain|mention|titled|called|named|labels?|tags?|tagged|labell?ed|comments?|propert(?:y|ies)|versions?|revisions?|history|attachments?|files?|likes?|tasks?|operations?|restrictions?|children|child|parents?|ancestors?|title|text|section|pages?|documents?|docs?|articles?|posts?|blog|space|allowed|attached|still|look|should|gets?|needs?|must';
const PART = `(?!(?:${AROUND})\\b)[^\\s,;!?\uE000]+`;
/** A name that stands by itself begins with a capital or a number, or is quoted. */
const PROPER = `(?:${QUOTE}|[\\p{Lu}\\p{N}](?:[^\\s,;!?\uE000]*)(?:\\s+(?!(?:in|under|by|${AROUND})\\b)[^\\s,;!?\uE000]+){0,8})`;
const CALLED = '(?:(?:titled|entitled|called|named|with (?:the )?title)\\s+)?';

function formsOf(noun: string): RegExp[] {
  const start = '(?:^|\\s|\\()';
  return [
    new RegExp(`${start}(?:the\\s+|our\\s+|my\\s+)?(?<name>${QUOTE})\\s+${noun}\\b`, 'iu'),
    new RegExp(
      `${start}(?:the\\s+|our\\s+|my\\s+|this\\s+|that\\s+)?${noun}\\s+${CALLED}(?<name>${QUOTE})`,
      'iu',
    ),
    new RegExp(
      `${start}(?:[Tt]he|THE|[Oo]ur|[Mm]y)\\s+(?<name>${PART}(?:\\s+${PART}){0,8})\\s+(?:${noun})\\b`,
      'iu',
    ),
    new RegExp(`${start}(?<name>${PROPER})\\s+(?:${noun})\\b`, 'u'),
    new RegExp(`${start}(?:[Tt]he\\s+)?(?:${noun})\\s+${CALLED}(?<name>${PROPER})`, 'u'),
    new RegExp(
      `${start}(?:the\\s+)?${noun}\\s+(?:titled|entitled|called|named)\\s+(?<name>${PART}(?:\\s+${PART}){0,8})`,
      'iu',
    ),
  ];
}
const NAMED = NOUNS.map(([type, noun]) => ({ type, forms: formsOf(noun) }));
const ADDRESS = /https?:\/\/\S*?\/(pages|blog)\/(?:\d{4}\/\d{2}\/\d{2}\/)?(\d+)\S*/i;
const BY_ID =
  /\b(page|blog[\s-]?post|post|(?:white)?board|article|document)\s+(?:with\s+)?(?:the\s+)?(?:id\s*|number\s*|#\s*)?(\d{3,})\b/i;
const ADJECTIVES =
  /^(?:(?:new|existing|whole|entire|last|latest|newest|recent|confluence|wiki|short|current|first|same|blog|parent|child|inline|footer)\s+)+|^(?:new|last|latest|newest|same|parent|child|current|blog)$/i;

/** Takes a page, post or whiteboard that is named with its noun, by an address or by an id. */
export function takeNamed(text: string, message: Message): Taken<ContentRef> {
  const address = text.match(ADDRESS);
  if (address?.[2]) {
    const type = address[1] === 'blog' ? 'blogpost' : 'page';
    return { found: { by: 'id', id: address[2], type }, rest: without(text, address) };
  }
  const numbered = text.match(BY_ID);
  if (numbered?.[2]) {
    return {
      found: { by: 'id', id: numbered[2], type: typeOf(numbered[1] ?? '') },
      rest: without(text, numbered),
    };
  }
  for (const { type, forms } of NAMED) {
    for (const form of forms) {
      const match = text.match(form);
      const title = value((match?.groups?.name ?? '').replace(ADJECTIVES, ''), message);
      if (match && title) return { found: { by: 'title', title, type }, rest: without(text, match) };
    }
  }
  return { rest: text };
}

const LOOSE: readonly RegExp[] = [
  new RegExp(
    `(?:^|\\s)(?:on|to|onto|of|from|for|at|below|under|underneath|beneath|above)\\s+(?<name>${PROPER})`,
    'u',
  ),
  new RegExp(`^(?:the\\s+)?(?<name>${PROPER})`, 'u'),
];
const LAST = /(?:^|\s)(?:to|on|onto|from|of)\s+(?:the\s+|our\s+)?(?<name>[^,;]+)$/iu;
const WHOLE = /^(?:the\s+|our\s+)?(?<name>[^,;]+?)(?=\s+(?:as|with|to)\b|$)/iu;

/** A name without its noun: "to Q3 Planning", "Open Q3 Planning", "add label urgent to q3 planning". */
export function takeLoose(text: string, message: Message, type: ContentType): Taken<ContentRef> {
  for (const form of [...LOOSE, LAST, WHOLE]) {
    const match = text.match(form);
    const title = value(match?.groups?.name ?? '', message);
    if (!match || title === '' || PRONOUN.test(title) || /^(?:me|us|them|him|her)$/i.test(title)) continue;
    return { found: { by: 'title', title, type }, rest: without(text, match) };
  }
  return { rest: text };
}

const PRONOUN =
  /^(?:it|there|(?:this|that|the)(?:\s+same)?(?:\s+(?:page|blog[\s-]?post|post|article|document|doc|whiteboard))?|page|one)$/i;
const PRONOUN_WITHIN =
  /\b(?:it|there|(?:this|that|the)(?: same)? (?:page|blog[\s-]?post|post|article|document|doc)|its)\b/i;

/** Whether a sentence points at what was spoken of before. */
export function pointsBack(text: string): boolean {
  return PRONOUN_WITHIN.test(text);
}

/** The answer to "which page?": a name with or without its noun, an address, a bare id, or "it". */
export function contentRef(text: string, message: Message): ContentRef | undefined {
  const bare = value(text, message);
  if (bare === '') return undefined;
  if (PRONOUN.test(bare)) return { by: 'pronoun' };
  if (/^\d{4,}$/.test(bare)) return { by: 'id', id: bare, type: 'page' };
  const named = takeNamed(text, message).found;
  if (named) return named;
  const title = value(text.replace(/^(?:the|our|my|an?)\s+/i, '').replace(/^page\s+|\s+page$/i, ''), message);
  return title === '' ? undefined : { by: 'title', title, type: 'page' };
}

function typeOf(noun: string): ContentType {
  return /board/i.test(noun) ? 'whiteboard' : /post|blog/i.test(noun) ? 'blogpost' : 'page';
}

/** A label as Confluence keeps it: lower case, without the sign, and one word (a space would split it in two). */
export function labelName(text: string): string {
  return text.replace(/^#/, '').trim().toLowerCase().replace(/\s+/g, '-');
}
