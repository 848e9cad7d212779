import { readMessage } from './message.ts';
import { readRename, readUpdate } from './read-changes.ts';
import { readComment } from './read-comment.ts';
import { readLabels } from './read-labels.ts';
import { readPageList, readRecent, readSearch, readShowPage, readSpaceList } from './read-lookups.ts';
import { readNewPage, readNewPost } from './read-new-content.ts';
import type { Slots } from './slots.ts';

export type IntentName =
  | 'add-labels'
  | 'comment'
  | 'rename'
  | 'publish-post'
  | 'create-page'
  | 'append'
  | 'list-spaces'
  | 'recent-pages'
  | 'list-pages'
  | 'show-page'
  | 'search';

export type Understood = { intent: IntentName; slots: Slots };

/** In the order they are asked; the first that knows the sentence wins. */
const READERS = [
  ['add-labels', readLabels],
  ['comment', readComment],
  ['rename', readRename],
  ['publish-post', readNewPost],
  ['create-page', readNewPage],
  ['append', readUpdate],
  ['list-spaces', readSpaceList],
  ['recent-pages', readRecent],
  ['list-pages', readPageList],
  ['show-page', readShowPage],
  ['search', readSearch],
] as const;

/** Reads a request by rules. Null when no rule knows the sentence. */
export function understand(text: string): Understood | null {
  const message = readMessage(text);
  for (const [intent, read] of READERS) {
    const slots = read(message);
    if (slots) return { intent, slots };
  }
  return null;
}
