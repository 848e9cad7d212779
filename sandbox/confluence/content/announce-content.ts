import type { Site } from '../site.ts';
import type { SiteEvent, SiteEventKind } from '../site-events.ts';
import type { Person } from '../users/people.ts';

type ContentEventKind = Extract<SiteEventKind, `content.${string}`>;

/** Tells the site what happened to a page, blog post, whiteboard or folder. Call it after the transaction. */
export function announceContent(
  site: Site,
  kind: ContentEventKind,
  content: { id: number; space_id: number },
  actor: Person,
  before?: SiteEvent['before'],
): void {
  site.announce({
    kind,
    spaceId: content.space_id,
    contentId: content.id,
    subjectId: null,
    actorId: actor.accountId,
    at: site.now().toISOString(),
    ...(before ? { before } : {}),
  });
}
