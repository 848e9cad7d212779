import type { Person } from './people.ts';
import { selectOne } from './rows.ts';
import type { Site } from './site.ts';

/** Whether someone may write in a space. Everyone may read everywhere; administrators may write everywhere. */
export function mayWrite(site: Site, person: Person, spaceId: number): boolean {
  if (person.administrator) return true;
  const space = selectOne<{ writers: string }>(
    site.db,
    'SELECT writers FROM confluence_space WHERE id = ?',
    spaceId,
  );
  const writers: unknown = JSON.parse(space?.writers ?? '[]');
  return Array.isArray(writers) && writers.includes(person.accountId);
}
