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
