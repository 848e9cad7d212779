import type { ContentRow } from '../content/content-rows.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';

/**
 * Whether everyone may read something: its space has no readers of its own, and neither it nor anything above it is
 * restricted. The readable view asks nobody who they are, so it shows no more than that.
 */
export function isOpenToVisitors(site: Site, row: ContentRow): boolean {
  if (row.status === 'draft') return false;
  const closed = selectOne(
    site.db,
    `WITH RECURSIVE above (id, parent_id) AS (SELECT id, parent_id FROM confluence_content WHERE id = ?
       UNION SELECT c.id, c.parent_id FROM confluence_content c JOIN above ON c.id = above.parent_id)
     SELECT 1 FROM confluence_restriction WHERE operation = 'read' AND content_id IN (SELECT id FROM above)
     UNION ALL SELECT 1 FROM confluence_space WHERE id = ? AND readers IS NOT NULL LIMIT 1`,
    row.id,
    row.space_id,
  );
  return closed === undefined;
}

/** Whether everyone may see a space. */
export function isSpaceOpenToVisitors(site: Site, spaceId: number): boolean {
  return (
    selectOne(site.db, 'SELECT id FROM confluence_space WHERE id = ? AND readers IS NULL', spaceId) !==
    undefined
  );
}
