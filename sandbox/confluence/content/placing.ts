import { ConfluenceError } from '../errors.ts';
import { mayRead } from '../permissions.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import type { ContentRow } from './content-rows.ts';

/** @throws ConfluenceError 404 when the parent is no page, whiteboard or folder of the space that this person may see */
export function requireParent(site: Site, person: Person, parentId: number, spaceId: number): void {
  const parent = selectOne<{ id: number }>(
    site.db,
    `SELECT id FROM confluence_content
      WHERE id = ? AND space_id = ? AND kind <> 'blogpost' AND status = 'current'`,
    parentId,
    spaceId,
  );
  if (!parent || !mayRead(site, person, parentId))
    throw new ConfluenceError(404, `Cannot find content with id [${parentId}]`);
}

/**
 * Where an edit leaves a page: below the parent that is asked for, or where it was. One that comes back from the trash
 * goes below the homepage when its parent is no longer there.
 * @throws ConfluenceError 400 or 404 for a parent that cannot be
 */
export function parentAfterEdit(
  site: Site,
  person: Person,
  row: ContentRow,
  asked: number | undefined,
): number | null {
  if (row.kind === 'blogpost') return null;
  if (asked === undefined || asked === row.parent_id) {
    if (row.status !== 'trashed' || row.parent_id === null) return row.parent_id;
    const parent = selectOne<{ status: string }>(
      site.db,
      'SELECT status FROM confluence_content WHERE id = ?',
      row.parent_id,
    );
    return parent?.status === 'current' ? row.parent_id : row.homepage_id;
  }
  if (asked === row.id) throw new ConfluenceError(400, 'Can not set page as its own parent');
  requireParent(site, person, asked, row.space_id);
  const below = selectOne<{ id: number }>(
    site.db,
    `WITH RECURSIVE above (id, parent_id) AS (SELECT id, parent_id FROM confluence_content WHERE id = ?
       UNION SELECT c.id, c.parent_id FROM confluence_content c JOIN above ON c.id = above.parent_id)
     SELECT id FROM above WHERE id = ?`,
    asked,
    row.id,
  );
  if (below)
    throw new ConfluenceError(400, 'Cannot move the content here as it creates a parent-child loop.');
  return asked;
}

/** The place after the last child of a parent. */
export function nextPosition(site: Site, parentId: number | null): number {
  const row = selectOne<{ position: number }>(
    site.db,
    'SELECT COALESCE(MAX(position), 0) + 1 AS position FROM confluence_content WHERE parent_id IS ?',
    parentId,
  );
  return row?.position ?? 1;
}
