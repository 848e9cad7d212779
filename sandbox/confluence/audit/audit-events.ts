import { findContent } from '../content/content-rows.ts';
import { operations, subjectsOf } from '../restrictions/restrictions.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { SiteEvent } from '../site-events.ts';
import { groups } from '../users/groups.ts';
import { personByAccountId } from '../users/people.ts';
import { type AuditEntry, addAuditEntry } from './audit-log.ts';

const kindNames: Record<string, string> = {
  page: 'Page',
  blogpost: 'Blog post',
  whiteboard: 'Whiteboard',
  folder: 'Folder',
};

/**
 * Writes into the audit log what an administrator would look up there: spaces, restrictions, and content that went into
 * the trash, out of it, or away. Gives the event that tells of the entry; undefined for what is not recorded.
 */
export function auditEvent(site: Site, event: SiteEvent): SiteEvent | undefined {
  const told = entryOf(site, event);
  if (!told) return undefined;
  const row = addAuditEntry(site, { ...told, authorId: event.actorId, at: event.at });
  return {
    kind: 'audit.recorded',
    spaceId: event.spaceId,
    contentId: event.contentId,
    subjectId: String(row.id),
    actorId: event.actorId,
    at: event.at,
  };
}

function entryOf(site: Site, event: SiteEvent): Omit<AuditEntry, 'authorId' | 'at'> | undefined {
  switch (event.kind) {
    case 'space.created':
      return spaceEntry(site, event, 'Space created');
    case 'space.updated':
      return event.before?.writers === undefined
        ? spaceEntry(site, event, 'Space updated')
        : { ...spaceEntry(site, event, 'Space permissions changed'), category: 'Permissions' };
    case 'space.deleted':
      return spaceEntry(site, event, 'Space deleted');
    case 'content.trashed':
      return contentEntry(site, event, 'deleted');
    case 'content.restored':
      return contentEntry(site, event, 'restored');
    case 'content.purged':
      return contentEntry(site, event, 'purged');
    case 'restrictions.changed':
      return restrictionsEntry(site, event);
    default:
      return undefined;
  }
}

function spaceEntry(site: Site, event: SiteEvent, summary: string) {
  const name = String(event.before?.name ?? spaceName(site, event.spaceId));
  const object = { name, objectType: 'Space' };
  return { summary, category: 'Spaces', description: `${summary}: ${event.subjectId ?? name}`, object };
}

function contentEntry(site: Site, event: SiteEvent, done: string) {
  const content = findContent(site, event.contentId ?? 0);
  const objectType = kindNames[String(event.before?.kind ?? content?.kind ?? 'page')] ?? 'Page';
  const object = { name: String(event.before?.title ?? content?.title ?? ''), objectType };
  return {
    summary: `${objectType} ${done}`,
    category: 'Pages',
    object,
    associated: [{ name: spaceName(site, event.spaceId), objectType: 'Space' }],
  };
}

function restrictionsEntry(site: Site, event: SiteEvent) {
  const id = event.contentId ?? 0;
  const content = findContent(site, id);
  const changed = operations.flatMap((operation) => {
    const oldValue = names(String(event.before?.[operation] ?? '').split(', '));
    const newValue = names(subjectsOf(site, id, operation).map(({ type, id }) => `${type} ${id}`));
    const name = operation === 'read' ? 'View restriction' : 'Edit restriction';
    return oldValue === newValue ? [] : [{ name, oldValue, newValue }];
  });
  const added = changed.some(({ newValue }) => newValue !== '');
  return {
    summary: added ? 'Content restriction added' : 'Content restriction removed',
    category: 'Permissions',
    object: { name: content?.title ?? '', objectType: kindNames[content?.kind ?? 'page'] ?? 'Page' },
    changed,
    associated: [{ name: spaceName(site, event.spaceId), objectType: 'Space' }],
  };
}

// `user 557058:…` and `group 6b1c…` by the names people know them by.
function names(subjects: string[]): string {
  return subjects
    .filter((subject) => subject !== '')
    .map((subject) => {
      const id = subject.slice(subject.indexOf(' ') + 1);
      return personByAccountId(id)?.displayName ?? groups.find((group) => group.id === id)?.name ?? id;
    })
    .join(', ');
}

function spaceName(site: Site, id: number | null): string {
  return (
    selectOne<{ name: string }>(site.db, 'SELECT name FROM confluence_space WHERE id = ?', id)?.name ?? ''
  );
}
