import type { Draft, Slots } from './draft.ts';
import { has, take } from './draft.ts';
import { QUOTE, readMessage, unquote } from './message.ts';
import { pointsBack } from './phrases.ts';
import { readExisting } from './read-existing.ts';
import { readNew } from './read-new.ts';
import { takeReplacement } from './read-replacement.ts';
import { takeNewTitle, takeText } from './read-text.ts';
import { readWhoAndWhen, takeNumbers, takeProperty } from './read-values.ts';
import { topicIn } from './topics.ts';
import { searchWords } from './use-case.ts';
import { afterVerb, type Deed, deedOf, type Thing, thingsSaid } from './words.ts';

/** A sentence as the mechanism understands it. */
export type Said = {
  slots: Slots;
  /** What is asked for; null when the sentence is no request. */
  deed: Deed | null;
  things: ReadonlySet<Thing>;
  /** The request itself, without politeness and without text that it carries. */
  head: string;
  pointsBack: boolean;
  /** The sentence without names, quotes and texts: what the tool search is asked. */
  useCase: string;
};

/** Reads one request: what is to be done, with what kind of thing, and everything that it names. */
export function readSentence(text: string): Said {
  const { json, rest } = takeJson(text);
  const message = readMessage(changeFirst(rest));
  const draft: Draft = {
    message,
    json,
    slots: {},
    things: new Set(thingsSaid(message.head)),
    deed: deedOf(message.head),
    rest: afterVerb(message.head),
  };
  return read(draft);
}

/** A JSON object in a sentence is one value, whatever quotes it holds. */
function takeJson(text: string): { json: unknown; rest: string } {
  const found = text.match(/\{[\s\S]*\}/)?.[0];
  if (found === undefined) return { json: undefined, rest: text };
  try {
    return { json: JSON.parse(found), rest: text.replace(found, '"JSON"') };
  } catch {
    return { json: undefined, rest: text };
  }
}

/** "Update the page: add a section …", "… by adding …" say the same as "add to the page a section …". */
function changeFirst(text: string): string {
  const found = text.match(
    /^([\s\S]*?)\b(?:update|edit|extend|change)\s+(.{1,200}?)(?::|,?\s+(?:by|and|to|with))\s+(add|append|insert|replac)(?:e|ing)?\s+([\s\S]+)$/i,
  );
  if (!found) return text;
  const [, front = '', target = '', verb = '', change = ''] = found;
  if (/^replac/i.test(verb)) return `${front}replace ${change.replace(/[\s.!]+$/, '')} on ${target}`;
  return `${front}${verb} to ${target} ${change}`;
}

/** "Sum up the meeting in a blog post", "take the notes and publish them as a blog post". */
const ALSO_PUBLISH =
  /\b(?:publish|post)\s+(?:it|them|this|that|an?|the)\b.*\bblog|^(?:summari[sz]e|sum up|recap|take|use)\b.*\b(?:in|into|as|for)\s+an?\s+(?:new\s+)?blog/i;

const RENAME =
  /^(?:(?:rename|retitle)\b|(?:change|set|update)\s+(?:the\s+)?(?:title|name)\s+of\b|(?:change|set|update)\s.+?(?:'s|’s)\s+(?:title|name)\b)/i;

const HEADING = new RegExp(
  `\\b(?:section|heading|chapter)\\s+(?:(?:titled|called|named|on|about)\\s+)?(?<heading>${QUOTE}|(?!to\\b|on\\b|at\\b).+?)(?=\\s+(?:to|on|at the end of|in)\\s|\\s*$)`,
  'iu',
);

function read(draft: Draft): Said {
  const { head } = draft.message;
  if (draft.deed !== 'delete' && has(draft, 'post') && ALSO_PUBLISH.test(head)) draft.deed = 'create';
  const before = has(draft, 'comment') && /^(?:repl|answer|respond)/i.test(head);
  draft.slots.topic = draft.deed === 'read' ? topicIn(draft.message, draft.things) : undefined;
  if (RENAME.test(head)) takeNewTitle(draft);
  else takeReplacement(draft);
  if (draft.slots.replace === undefined) takeText(draft);
  takeNumbers(draft);
  if (has(draft, 'property')) takeProperty(draft);
  if (has(draft, 'property') && draft.deed === 'update' && /\bnew\s+propert/i.test(head))
    draft.deed = 'create';
  const makes = draft.deed === 'create' && !has(draft, 'comment', 'label', 'property');
  const heading = take(draft, HEADING, 'heading');
  if (heading && !/\bpage\b.*\bwith\b.*\bsections?\b/i.test(head)) {
    draft.slots.heading = heading;
    if (draft.deed === 'create') draft.deed = 'update';
  }
  if (makes && draft.deed === 'create') readNew(draft);
  else readExisting(draft);
  readWhoAndWhen(draft);
  if (before) draft.slots.title = undefined;
  return {
    slots: draft.slots,
    deed: draft.deed,
    things: draft.things,
    head: unquote(head, draft.message),
    pointsBack: pointsBack(head),
    useCase: searchWords(draft),
  };
}
