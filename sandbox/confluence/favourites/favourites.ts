import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

/** Whether someone has starred a space, page or blog post. */
export function isFavourite(site: Site, person: Person, targetId: number): boolean {
  const row = selectOne(
    site.db,
    'SELECT 1 FROM confluence_favourite WHERE target_id = ? AND account_id = ?',
    targetId,
    person.accountId,
  );
  return row !== undefined;
}
