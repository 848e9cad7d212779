import type { PageEntity } from './confluence-data.ts';
import type { FoundContent } from './find-content.ts';
import type { FoundSpace } from './find-space.ts';
import type { ContentType } from './language/phrases.ts';
import type { Said } from './language/read-sentence.ts';

/** What is known while a request is worked off: what was said, and what look-ups have found. */
export type Knowledge = {
  said: Said;
  last: { id: string; type: ContentType } | null;
  now: Date;
  content?: FoundContent;
  space?: FoundSpace;
  parent?: FoundContent;
  /** What the page or post is now, when a tool replaces the whole of it. */
  current?: PageEntity & { number: number };
  /** The meeting notes or page that a post sums up. */
  source?: { title: string; url: string | null; spaceId: string | null; spaceName: string | null };
};
