import type { Slots } from './language/slots.ts';
import { type Understood, understand } from './language/understand.ts';
import { questionIn, readReply } from './questions.ts';
import type { ToolUse, Transcript } from './transcript.ts';

/** What is to be done now, with the tool calls made for it so far. */
export type CurrentRequest = {
  /** The person's own words that began it. */
  text: string;
  understood: Understood | null;
  calls: ToolUse[];
  lastPageId: string | null;
};

const CONNECTED =
  /\b(?:connected|connection (?:is|has been|was) (?:made|done|set up|ready))\b|^(?:please\s+)?(?:go on|continue|carry on|proceed|try (?:it )?again|retry|once more)\b/i;

/** Something else to be done, though no rule knows it: not the name of a page or a space that was asked for. */
const ORDER = /^(?:please\s+)?(?:remove|delete|move|archive|restore|copy|undo|unpublish|make|order|send)\b/i;

/** "I have connected confluence. Please go on with what I asked." A question about connected things is not one. */
function isGoOn(text: string): boolean {
  return (
    CONNECTED.test(text) &&
    text.split(/\s+/).length <= 25 &&
    understand(text) === null &&
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
  const calls = transcript.slice(last.at).filter((item) => item.kind === 'tool');
  const replies: Slots[] = [];
  let place = users.length - 1;
  for (; place > 0; place -= 1) {
    const message = users[place];
    const before = users[place - 1];
    if (!message || !before) break;
    if (isGoOn(message.text)) continue;
    const asked = assistantText(transcript, before.at, message.at);
    const question = questionIn(asked);
    const isOther = understand(message.text) !== null || (question !== 'title' && ORDER.test(message.text));
    const isReply = question !== null && (question === 'text' || !isOther);
    if (!isReply) break;
    replies.push(readReply(question, message.text, asked));
  }
  const text = users[place]?.text ?? last.text;
  const understood = understand(text);
  const slots = Object.assign({}, understood?.slots, ...replies.reverse().map(definedOnly));
  return {
    text,
    understood: understood && { intent: understood.intent, slots },
    calls,
    lastPageId: lastLinkedPage(transcript.slice(0, last.at)),
  };
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

function lastLinkedPage(transcript: Transcript): string | null {
  for (const item of transcript.toReversed()) {
    const id = item.kind === 'assistant' ? item.text.match(/\/pages\/(\d+)/)?.[1] : undefined;
    if (id) return id;
  }
  return null;
}
