import { DECIDED } from './apply-decisions.ts';
import { saysItWaits } from './held-wording.ts';
import type { Slots } from './language/draft.ts';
import type { ContentType } from './language/phrases.ts';
import { readSentence, type Said } from './language/read-sentence.ts';
import { questionIn, readReply } from './questions.ts';
import type { ToolUse, Transcript } from './transcript.ts';

/** What is to be done now, with the tool calls made for it so far. */
export type CurrentRequest = {
  /** The person's own words that began it. */
  text: string;
  /** The request as it was read, with what the person answered to questions about it filled in. */
  said: Said;
  calls: ToolUse[];
  /** The page or post that the last answers linked to, for "it" and "that page". */
  last: { id: string; type: ContentType } | null;
  now: Date;
};

const CONNECTED =
  /\b(?:connected|connection (?:is|has been|was) (?:made|done|set up|ready))\b|^(?:please\s+)?(?:go on|continue|carry on|proceed|try (?:it )?again|retry|once more)\b/i;

/** Something else to be done, though no tool may know it: not the name of a page or a space that was asked for. */
const ORDER = /^(?:move|archive|restore|copy|undo|unpublish|order|export)\b/i;

/** Whether a message asks for something, and is no answer to a question: it begins with a verb and says more. */
function isRequest(text: string): boolean {
  const { deed, head } = readSentence(text);
  return (deed !== null || ORDER.test(head)) && /\S\s+\S/.test(head);
}

/** "I have connected confluence. Please go on with what I asked." A question about connected things is not one. */
function isGoOn(text: string): boolean {
  return (
    CONNECTED.test(text) &&
    text.split(/\s+/).length <= 25 &&
    !isRequest(
      text.replace(
        /^(?:please\s+)?(?:go on|continue|carry on|proceed|try (?:it )?again|retry|once more)\b/i,
        '',
      ),
    ) &&
    !/\?\s*$/.test(text)
  );
}

/**
 * Finds the request that the last user message belongs to: itself, or the one before a "connected, go on", or the one
 * that a question of ours was about (the replies then fill its slots). Null when there is no user message.
 */
export function currentRequest(transcript: Transcript): CurrentRequest | null {
  const users = transcript.flatMap((item, at) => (item.kind === 'user' ? [{ at, text: item.text }] : []));
  const last = users.at(-1);
  if (!last) return null;
  const origin = waitingRequest(transcript, users);
  const calls = users
    .flatMap(({ at, text }, place) =>
      place === origin || (place > origin && DECIDED.test(text))
        ? transcript.slice(at, users[place + 1]?.at)
        : [],
    )
    .filter((item) => item.kind === 'tool');
  const replies: Slots[] = [];
  let place = origin;
  for (; place > 0; place -= 1) {
    const message = users[place];
    const before = users[place - 1];
    if (!message || !before) break;
    if (isGoOn(message.text) || DECIDED.test(message.text)) continue;
    const asked = assistantText(transcript, before.at, message.at);
    const question = questionIn(asked);
    const isOther = isRequest(message.text);
    const isReply = question !== null && (question === 'text' || !isOther);
    if (!isReply) break;
    replies.push(readReply(question, message.text, asked));
  }
  const text = users[place]?.text ?? last.text;
  const said = readSentence(text);
  Object.assign(said.slots, ...replies.reverse().map(definedOnly));
  return {
    text,
    said,
    calls,
    last: lastLinked(transcript.slice(0, last.at)),
    now: new Date(),
  };
}

/**
 * The place of the message that the last one goes on with: after decisions the one whose actions waited, else itself. What
 * waited was the last that happened for it, or an answer of ours said so.
 */
function waitingRequest(transcript: Transcript, users: { at: number; text: string }[]): number {
  const newest = users.length - 1;
  if (!DECIDED.test(users[newest]?.text ?? '')) return newest;
  const places = users.flatMap(({ text }, place) => (DECIDED.test(text) ? [] : [place]));
  const waited = places.findLast((place) => {
    const end = users[place + 1]?.at ?? transcript.length;
    const last = transcript[end - 1];
    return last?.kind === 'tool' || saysItWaits(assistantText(transcript, users[place]?.at ?? 0, end));
  });
  return waited ?? places.at(-1) ?? newest;
}

function assistantText(transcript: Transcript, from: number, to: number): string {
  return transcript
    .slice(from, to)
    .flatMap((item) => (item.kind === 'assistant' ? [item.text] : []))
    .join('\n');
}

function definedOnly(slots: Slots): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([, slot]) => slot !== undefined && slot !== ''));
}

function lastLinked(transcript: Transcript): CurrentRequest['last'] {
  for (const item of transcript.toReversed()) {
    if (item.kind !== 'assistant') continue;
    const [, kind, id] = item.text.match(/\/(pages|blog)\/(?:\d{4}\/\d{2}\/\d{2}\/)?(\d+)/) ?? [];
    if (id) return { id, type: kind === 'blog' ? 'blogpost' : 'page' };
  }
  return null;
}
