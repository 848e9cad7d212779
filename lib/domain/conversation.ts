import type { ConversationMessage } from './message.ts';

/** A conversation as a list shows it. Times are ISO 8601. */
export type ConversationSummary = {
  id: string;
  title: string;
  createdAt: string;
  updatedAt: string;
  running: boolean;
};

/** What tells a page that it is behind, in a few bytes. */
export type ConversationState = { turnId: string | null; lastMessageId: string | null; queued: number };

/**
 * The end of a conversation, as an open page shows it: messages, oldest first, those that wait, and whether a turn runs. With
 * `continues` it is what is new since the page knew `since`; without it it takes the place of all that the page knew.
 */
export type LatestMessages = {
  running: boolean;
  messages: ConversationMessage[];
  /** Earlier messages that stand differently now, whether the page has them or not. */
  changed: ConversationMessage[];
  queued: ConversationMessage[];
  continues: boolean;
  /** What to ask with next time; null while nothing is said. */
  since: string | null;
  /** The cursor of the messages before these; null where there are none. Says nothing with `continues`. */
  older: string | null;
};
