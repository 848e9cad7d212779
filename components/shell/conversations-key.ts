import { mutate } from 'swr';

/** The address of one's own conversations, newest first, and their key in the browser's cache. */
export const CONVERSATIONS_KEY = '/api/conversations';

/** Reads the list again, after something in it has changed. */
export function refreshConversations(): void {
  void mutate(CONVERSATIONS_KEY);
}
