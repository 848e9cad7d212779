import { type Message, value } from './message.ts';
import type { ContentRef } from './phrases.ts';
import { without } from './phrases.ts';
import type { Deed, Thing } from './words.ts';

/** What a request names. What is absent was not said. */
export type Slots = {
  content?: ContentRef;
  space?: string;
  /** The title or name of what is to be made, or the new one of what is renamed. */
  title?: string;
  parent?: string;
  sections?: string[];
  heading?: string;
  text?: string;
  /** Words of a page, and what they become. */
  replace?: { from: string; to: string };
  /** What a new page is ("project documentation"), or what a post is to be about. */
  description?: string;
  topic?: string;
  labels?: string[];
  key?: string;
  value?: unknown;
  ids?: Partial<Record<'task' | 'comment' | 'attachment' | 'property' | 'label', string>>;
  version?: number;
  limit?: number;
  /** A person's name, or `me`. */
  person?: string;
  file?: string;
  /** Dates, `yyyy-mm-dd`. */
  from?: string;
  to?: string;
};

/** A sentence that is being read: what was found, and what is left of it. */
export type Draft = {
  readonly message: Message;
  /** A JSON value that stood in the sentence. */
  readonly json: unknown;
  readonly slots: Slots;
  readonly things: Set<Thing>;
  deed: Deed | null;
  rest: string;
};

export function has(draft: Draft, ...things: Thing[]): boolean {
  return things.some((thing) => draft.things.has(thing));
}

/** Takes a named group out of what is left of the sentence. */
export function take(draft: Draft, form: RegExp, group: string): string | undefined {
  const match = draft.rest.match(form);
  const found = value(match?.groups?.[group] ?? '', draft.message);
  if (!match || found === '') return undefined;
  draft.rest = without(draft.rest, match);
  return found;
}

/** Like `take`, with quoted strings still as tokens, to be split by commas outside of them. */
export function takeRaw(draft: Draft, form: RegExp): string | undefined {
  const match = draft.rest.match(form);
  const found = match?.groups?.labels;
  if (!match || found === undefined) return undefined;
  const bare = found.replace(/^(?:(?:the|an?|these|following|new|two|three)\s+)+/i, '');
  if (bare === '' || /^(?:the|an?|which|what|all|any|new|some|its|their|add|list)$/i.test(bare))
    return undefined;
  draft.rest = without(draft.rest, match);
  return bare;
}

export function keep<T>(draft: Draft, { found, rest }: { found?: T; rest: string }): T | undefined {
  draft.rest = rest;
  return found;
}
