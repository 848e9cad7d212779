/** What has changed for a person, as `GET /api/events` tells it. `unknown`: something may have been missed, so look at all. */
export type UserChange =
  /** A turn began or ended in it, a message waits, or something in it was changed by hand. Its place in the list may be another. */
  | { type: 'conversation'; id: string }
  /** The list of conversations: another title, or one less. */
  | { type: 'conversations' }
  | { type: 'connections' }
  | { type: 'unknown' };
