import { ConfluenceError } from '../errors.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import { type ContentKind, titleKey } from './content-rows.ts';

const taken: Record<Exclude<ContentKind, 'whiteboard'>, string> = {
  page: 'A page with this title already exists: A page already exists with the same TITLE in this space',
  blogpost:
    'A blog post with this title already exists: A blog post already exists with the same TITLE in this space on this day',
  folder: 'A folder exists with the same title in this space',
};

/**
 * Pages are unique among the pages of a space and folders among its folders, archived ones included and trashed ones not;
 * blog posts are among those of one day. Whiteboards may share a title.
 * @throws ConfluenceError 400 for a title that is empty, longer than 255 or taken
 */
export function checkTitle(
  site: Site,
  content: { id?: number; kind: ContentKind; spaceId: number; title: string; createdAt: string },
): void {
  const key = titleKey(content.title);
  if (key === '') throw new ConfluenceError(400, 'The title must not be empty');
  if (content.title.length > 255)
    throw new ConfluenceError(400, 'The title must not be longer than 255 characters');
  if (content.kind === 'whiteboard') return;
  const day = content.kind === 'blogpost' ? content.createdAt.slice(0, 10) : '';
  const other = selectOne<{ id: number }>(
    site.db,
    `SELECT id FROM confluence_content WHERE title_key = ? AND space_id = ? AND kind = ?
       AND status IN ('current', 'archived') AND created_at LIKE ? AND id <> ?`,
    key,
    content.spaceId,
    content.kind,
    `${day}%`,
    content.id ?? 0,
  );
  if (other) throw new ConfluenceError(400, taken[content.kind]);
}
