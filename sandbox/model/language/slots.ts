import { type Message, QUOTE, value } from './message.ts';

/** A page as a person names it. */
export type PageRef =
  | { by: 'title'; title: string; type: 'page' | 'blogpost' }
  | { by: 'id'; id: string }
  | { by: 'pronoun' };

/** What a request says. A slot that is absent was not said. */
export type Slots = {
  title?: string;
  description?: string;
  space?: string;
  parent?: string;
  page?: PageRef;
  labels?: string[];
  sections?: string[];
  heading?: string;
  text?: string;
  topic?: string;
};

const NOT_A_SPACE =
  /^(?:an? .*|it|this|that|there|one|two|three|\d+|short|brief|detail|details|general|particular|total|order|confluence|our (?:wiki|confluence)|the wiki|wiki|english|bullet.*|a (?:few|nutshell|sentence|table|list).*|(?:\w+ )?(?:words?|sentences?|bullets?|points?|lines?))$/i;
const WORD = `(?!(?:in|into|to|under|with|titled|entitled|called|named|about|page|space|as|and|saying|that)\\b)[^\\s,.;:!?\uE000]+`;
const NAME = `(?:${QUOTE}|${WORD}(?:\\s+(?:and\\s+|&\\s+)?${WORD}){0,4})`;
const PLACE = '\\b(?:in|into|inside|within|to|on|of|from|for)\\s+(?:the\\s+|our\\s+|my\\s+)?';
const SPACE_FORMS = [
  new RegExp(
    `(?i:${PLACE}(?:confluence\\s+)?space\\s+(?:called\\s+|named\\s+|with (?:the )?key\\s+)?)(${QUOTE}|${WORD}(?:\\s+(?=\\p{Lu})${WORD})*)`,
    'u',
  ),
  new RegExp(`${PLACE}(${NAME})(?:'s|’s)?\\s+(?:confluence\\s+)?space\\b`, 'iu'),
  new RegExp(
    `\\b(?:in|into|inside|within)\\s+(?:the\\s+|our\\s+)?(${NAME})(?=\\s*(?:$|[,.;:!?])|\\s+(?:titled|entitled|called|named|with|under|about|saying|that|as)\\b)`,
    'iu',
  ),
];

/** Takes the space out of a sentence ("in the Marketing space", "in space MKT", "in Marketing") and gives the rest. */
export function takeSpace(text: string, message: Message): { space?: string; rest: string } {
  for (const form of SPACE_FORMS) {
    const match = text.match(form);
    const name = match?.[1] ? value(match[1], message) : '';
    if (match && name && !NOT_A_SPACE.test(name)) return { space: name, rest: without(text, match) };
  }
  return { rest: text };
}

const TITLE = new RegExp(
  `(?:,\\s*)?(?:\\band\\s+)?\\b(?:(?:with|using|under) (?:the )?(?:title|name)|give it the (?:title|name)|titled|entitled|called|named|(?:call|name|title) it|(?:its |the )?title)(?:\\s+(?:is|should be|of|as))?\\s*[:=]?\\s*(?:(?<quoted>${QUOTE})|(?<words>.+?)(?=\\s+(?:(?:and\\s+)?with (?:the |these |following )*(?:sections?|headings?|content|text|body)|under (?:the )?|below (?:the )?|that says|saying|containing|as (?:a )?blog|about|from (?:the|my|our))\\b|[.!?](?:\\s|$)|,\\s*(?:with|under|in|and (?:put|add|include))\\b|\\s*$))`,
  'iu',
);

/** Takes the title out of a sentence ("titled X", "called X", "with the title X"). */
export function takeTitle(text: string, message: Message): { title?: string; rest: string } {
  const match = text.match(TITLE);
  const title = value(match?.groups?.quoted ?? match?.groups?.words ?? '', message);
  return match && title ? { title, rest: without(text, match) } : { rest: text };
}

const SECTIONS =
  /(?:,\s*)?(?:\band\s+)?\b(?:with|including|include|containing|that has|having)\s+(?:the\s+|these\s+|following\s+|a\s+)*(?:sections?|headings?|chapters?)\s*(?:called|named|for|on)?\s*:?\s*(.+?)(?=\s+(?:under (?:the )?|titled|called|in the\b)|[.!?](?:\s|$)|\s*$)/iu;

/** Takes a list of headings out of a sentence ("with sections Goals, Scope and Timeline"). */
export function takeSections(text: string, message: Message): { sections?: string[]; rest: string } {
  const match = text.match(SECTIONS);
  const sections = match?.[1] ? listOf(match[1], message) : [];
  return match && sections.length > 0 ? { sections, rest: without(text, match) } : { rest: text };
}

const PARENT = new RegExp(
  `(?:,\\s*)?\\b(?:under(?:neath)?|below|as (?:a )?(?:child|sub-?page) of)\\s+(?:the\\s+|our\\s+)?(?:parent\\s+)?(?:page\\s+)?(?:titled\\s+|called\\s+)?(${QUOTE}|.+?)(?:\\s+page)?(?=\\s+(?:titled|entitled|called|named|with|saying|in the)\\b|[,.!?](?:\\s|$)|\\s*$)`,
  'iu',
);

/** Takes the parent page out of a sentence ("under the Roadmap page"). */
export function takeParent(text: string, message: Message): { parent?: string; rest: string } {
  const match = text.match(PARENT);
  const parent = match?.[1] ? value(match[1], message) : '';
  return match && parent ? { parent, rest: without(text, match) } : { rest: text };
}

/** "a, b and c" to its parts; a quoted part may hold commas of its own. */
export function listOf(text: string, message: Message): string[] {
  return text
    .split(/\s*[,;]\s*(?:and\s+)?|\s+(?:and|plus)\s+|\n+/iu)
    .map((part) => value(part.replace(/^(?:[-*•]\s+|(?:the|and)\s+)/i, ''), message))
    .filter((part) => part !== '');
}

const PAGE_NOUN = '(?:confluence\\s+)?(?:wiki\\s+)?(?:page|blog\\s?post|post|article|document|doc)';
const PRONOUN = new RegExp(`^(?:it|there|(?:this|that|the)(?:\\s+same)?(?:\\s+${PAGE_NOUN})?)$`, 'i');

/** A phrase that names a page: "the Q3 Planning page", "page 'Q3 Planning'", an address, an id, "it". */
export function pageRef(phrase: string, message: Message): PageRef | undefined {
  const bare = value(phrase, message);
  if (bare === '') return undefined;
  if (PRONOUN.test(bare)) return { by: 'pronoun' };
  const id = idOf(bare);
  if (id) return { by: 'id', id };
  const type = /\bblog/i.test(phrase) ? 'blogpost' : 'page';
  const trimmed = phrase
    .trim()
    .replace(/^(?:the|our|my|a|an)\s+/i, '')
    .replace(
      new RegExp(
        `^${PAGE_NOUN}\\s+(?:(?:titled|entitled|called|named|with (?:the )?title|with (?:the )?id)\\s+)?`,
        'i',
      ),
      '',
    )
    .replace(new RegExp(`\\s+${PAGE_NOUN}$`, 'i'), '');
  const title = value(trimmed, message);
  if (idOf(title)) return { by: 'id', id: title };
  return title === '' || new RegExp(`^${PAGE_NOUN}$`, 'i').test(title)
    ? undefined
    : { by: 'title', title, type };
}

/** The page id in an address of a page, or a bare id of four digits or more that follows "id" or stands alone as one. */
function idOf(text: string): string | undefined {
  return (
    text.match(/\/(?:pages|blog)\/(?:\d{4}\/\d{2}\/\d{2}\/)?(\d+)/)?.[1] ??
    text.match(/^(?:id\s*)?(\d{5,})$/i)?.[1]
  );
}

/** The sentence without what matched, its seams closed. */
export function without(text: string, match: RegExpMatchArray): string {
  const at = match.index ?? 0;
  return `${text.slice(0, at)} ${text.slice(at + match[0].length)}`
    .replace(/\s+/g, ' ')
    .replace(/^[\s,]+|[\s,]+$/g, '');
}

/** A label as Confluence keeps it: lower case, without the sign, and one word (a space would split it in two). */
export function labelName(text: string): string {
  return text.replace(/^#/, '').trim().toLowerCase().replace(/\s+/g, '-');
}
