import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import type { PropertyOwner } from './property-owner.ts';

/** Tells the site that a property was added, changed or removed. Call it after the write. */
export function announceProperty(site: Site, actor: Person, owner: PropertyOwner, key: string): void {
  site.announce({
    kind: owner.contentId === null ? 'space-property.changed' : 'property.changed',
    spaceId: owner.spaceId,
    contentId: owner.contentId,
    subjectId: key,
    actorId: actor.accountId,
    at: site.now().toISOString(),
  });
}
