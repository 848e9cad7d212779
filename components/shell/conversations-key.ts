/** The address of one's own conversations, newest first, and their key in the browser's cache. */
export const CONVERSATIONS_KEY = '/api/conversations';
