import type { Slots } from './language/draft.ts';
import { readMessage, unquote, value } from './language/message.ts';
import { contentRef, labelName, listOf, takeSpace, takeTitle } from './language/phrases.ts';

/** The one sentence with which each missing slot is asked for; an answer is recognised by it. */
export const QUESTIONS = {
  space: 'In which space should it go?',
  listedSpace: 'Which space do you mean?',
  title: 'What should its title be?',
  page: 'Which page do you mean?',
  parent: 'Under which page should it go?',
  labels: 'Which label should I add?',
  text: 'What should it say?',
  topic: 'What should I look for?',
  key: 'Which key?',
  value: 'Which value should it get?',
  version: 'Which version do you mean?',
  task: 'Which task do you mean? I need its id.',
  comment: 'Which comment do you mean? I need its id.',
  attachment: 'Which attachment do you mean?',
  property: 'Which property do you mean?',
  person: 'Whom do you mean?',
} as const;

export type Question = keyof typeof QUESTIONS;

/** The question that an answer of the assistant ended with; null when it asked none. */
export function questionIn(answer: string): Question | null {
  const names = Object.keys(QUESTIONS) as Question[];
  return names.find((name) => answer.includes(QUESTIONS[name])) ?? null;
}

/** Reads a reply to a question into the slot that was asked for. `asked` is the text with the question: it may list choices. */
export function readReply(question: Question, reply: string, asked: string): Slots {
  const message = readMessage(reply);
  const short = message.head.replace(
    /^(?:it(?:'s|’s| is)|(?:the|in|to|into|on|under|use|put it (?:in|into)|i mean|i meant|for)\s+(?:the\s+)?)/i,
    '',
  );
  switch (question) {
    case 'space':
    case 'listedSpace':
      return {
        space:
          takeSpace(message.head, message).found ?? value(short.replace(/^the\s+|\s+space$/gi, ''), message),
      };
    case 'title':
      return {
        title:
          takeTitle(message.head, message).found ??
          value(message.head.replace(/^(?:call|name) it\s+/i, ''), message),
      };
    case 'page':
      return readPageReply(reply, asked);
    case 'parent':
      return { parent: value(short.replace(/^the\s+|\s+page$/gi, ''), message) };
    case 'labels':
      return {
        labels: listOf(short.replace(/^(?:the\s+)?(?:labels?|tags?)\s+/i, ''), message).map(labelName),
      };
    case 'text':
      return { text: unquote(reply.trim() === '' ? '' : quotedWhole(reply), message) };
    case 'topic':
      return { topic: value(short, message) };
    case 'key':
    case 'property':
      return /^\d+$/.test(short) && question === 'property'
        ? { ids: { property: short } }
        : { key: value(short, message) };
    case 'value':
      return { value: value(short, message) };
    case 'version':
      return { version: Number(short.match(/\d+/)?.[0] ?? Number.NaN) || undefined };
    case 'person':
      return { person: value(short, message) };
    case 'attachment':
      return /^(?:att)?\d+$/.test(short) ? { ids: { attachment: short } } : { file: value(short, message) };
    case 'task':
    case 'comment': {
      const id = short.match(/\d+/)?.[0];
      return id ? { ids: { [question]: id } } : {};
    }
  }
}

function quotedWhole(reply: string): string {
  const message = readMessage(reply);
  return /^\uE000\d+\uE001$/.test(message.head) && message.body === null ? message.head : reply.trim();
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

/** "The second one", "2", "the one in Marketing", or the page named anew. */
function readPageReply(reply: string, asked: string): Slots {
  const message = readMessage(reply);
  const choices = [...asked.matchAll(/^\d+\.\s.*?\/(?:pages|blog)\/(?:\d{4}\/\d{2}\/\d{2}\/)?(\d+)/gm)].map(
    (match) => match[1] ?? '',
  );
  const number = message.head.match(
    /^(?:(?:the\s+)?(?:number|no\.?|#)?\s*)(\d{1,2})(?:st|nd|rd|th)?(?:\s+one)?$/i,
  )?.[1];
  const word = ORDINALS.findIndex((ordinal) =>
    new RegExp(`\\b${ordinal}\\b(?:\\s+one|\\s+page)?$`, 'i').test(message.head),
  );
  const chosen = choices[number ? Number(number) - 1 : word];
  if (chosen)
    return { content: { by: 'id', id: chosen, type: /\/blog\//.test(asked) ? 'blogpost' : 'page' } };
  const { found: space, rest } = takeSpace(message.head, message);
  const isPointer = /^(?:(?:the|that)\s+)?(?:one|page)?$/i.test(rest.trim());
  return { ...(space ? { space } : {}), ...(isPointer ? {} : { content: contentRef(rest, message) }) };
}
