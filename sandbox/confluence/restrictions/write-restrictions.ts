import { ConfluenceError } from '../errors.ts';
import { inTransaction } from '../rows.ts';
import type { Site } from '../site.ts';
import { groupsOf } from '../users/groups.ts';
import type { Person } from '../users/people.ts';
import { type Operation, operations, type Subject, subjectsOf } from './restrictions.ts';

export type Restrictions = Record<Operation, Subject[]>;

/**
 * Makes these the restrictions of the content; an empty list opens it.
 * @throws ConfluenceError 400 when the person would lose their own access by it; administrators never do
 */
export function setRestrictions(
  site: Site,
  person: Person,
  content: { id: number; space_id: number },
  wanted: Restrictions,
): void {
  for (const operation of operations) keepsAccess(person, operation, wanted[operation]);
  const before = restrictionsOf(site, content.id);
  inTransaction(site.db, () => {
    site.db.prepare('DELETE FROM confluence_restriction WHERE content_id = ?').run(content.id);
    const insert = site.db.prepare(
      `INSERT OR IGNORE INTO confluence_restriction (content_id, operation, subject_type, subject_id) VALUES (?, ?, ?, ?)`,
    );
    for (const operation of operations) {
      for (const subject of wanted[operation]) insert.run(content.id, operation, subject.type, subject.id);
    }
  });
  const after = restrictionsOf(site, content.id);
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  site.announce({
    kind: 'restrictions.changed',
    spaceId: content.space_id,
    contentId: content.id,
    subjectId: null,
    actorId: person.accountId,
    at: site.now().toISOString(),
    before: { read: named(before.read), update: named(before.update) },
  });
}

export function restrictionsOf(site: Site, contentId: number): Restrictions {
  return {
    read: subjectsOf(site, contentId, 'read'),
    update: subjectsOf(site, contentId, 'update'),
  };
}

function keepsAccess(person: Person, operation: Operation, subjects: Subject[]): void {
  if (person.administrator || subjects.length === 0) return;
  const groups = groupsOf(person).map((group) => group.id);
  const kept = subjects.some(({ type, id }) =>
    type === 'user' ? id === person.accountId : groups.includes(id),
  );
  if (!kept)
    throw new ConfluenceError(
      400,
      `You can not restrict the operation '${operation}' to others only: name yourself, or a group you are in, as well`,
    );
}

function named(subjects: Subject[]): string {
  return subjects.map(({ type, id }) => `${type} ${id}`).join(', ');
}
