import { selectAll, selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import { people } from '../users/people.ts';
import { addAuditEntry } from './audit-log.ts';

/** Writes down how the seeded site came to be. Does nothing when the log has any entry already. */
export function seedAudit(site: Site): void {
  if (selectOne(site.db, 'SELECT id FROM confluence_audit LIMIT 1')) return;
  const administrator = people.find((person) => person.administrator);
  if (!administrator) return;
  const authorId = administrator.accountId;
  people.forEach((person, index) => {
    addAuditEntry(site, {
      authorId,
      at: `2025-11-03T09:0${index}:00.000Z`,
      summary: 'User added to group',
      description: `${person.displayName} may use the site`,
      category: 'Users and groups',
      object: { name: 'confluence-users-acme', objectType: 'Group' },
      associated: [{ name: person.displayName, objectType: 'User' }],
    });
  });
  addAuditEntry(site, {
    authorId,
    at: '2025-11-03T09:20:00.000Z',
    summary: 'Global permission added',
    description: 'Members of the group may create spaces',
    category: 'Permissions',
    object: { name: 'confluence-users-acme', objectType: 'Group' },
    changed: [{ name: 'Create spaces', oldValue: 'No', newValue: 'Yes' }],
  });
  const spaces = selectAll<{ key: string; name: string; author_id: string; created_at: string }>(
    site.db,
    'SELECT key, name, author_id, created_at FROM confluence_space ORDER BY created_at, id',
  );
  for (const space of spaces) {
    addAuditEntry(site, {
      authorId: space.author_id,
      at: space.created_at,
      summary: 'Space created',
      description: `Space created: ${space.key}`,
      category: 'Spaces',
      object: { name: space.name, objectType: 'Space' },
    });
  }
}
