/** A conversation as a list shows it. Times are ISO 8601. */
export type ConversationSummary = {
  id: string;
  title: string;
  createdAt: string;
  updatedAt: string;
  running: boolean;
};
