import { readMessage, unquote, value } from './language/message.ts';
import {
  labelName,
  listOf,
  type PageRef,
  pageRef,
  type Slots,
  takeSpace,
  takeTitle,
} from './language/slots.ts';

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
          takeSpace(message.head, message).space ?? value(short.replace(/^the\s+|\s+space$/gi, ''), message),
      };
    case 'title':
      return {
        title:
          takeTitle(message.head, message).title ??
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
  if (chosen) return { page: { by: 'id', id: chosen } satisfies PageRef };
  const { space, rest } = takeSpace(message.head, message);
  const isPointer = /^(?:(?:the|that)\s+)?(?:one|page)?$/i.test(rest.trim());
  return { ...(space ? { space } : {}), ...(isPointer ? {} : { page: pageRef(rest, message) }) };
}
