import { commentTitle } from '../comments/comment-json.ts';
import { type CommentRow, commentSelect } from '../comments/comment-rows.ts';
import type { ContentRow } from '../content/content-rows.ts';
import { visibleContent } from '../permissions.ts';
import { selectAll } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

/** What v1 calls content: a page, blog post, whiteboard, folder or comment. */
export type V1Row = {
  id: number;
  kind: string;
  title: string;
  space_id: number;
  /** The content itself, or what a comment stands on. */
  content_id: number | null;
  body: string;
  /** The version that title and body are of. */
  version: number;
  author_id: string;
  modified_at: string;
};

export function contentAsV1(row: ContentRow): V1Row {
  return { ...row, content_id: row.id };
}

export function commentAsV1(row: CommentRow): V1Row {
  return { ...row, kind: 'comment', title: commentTitle(row) };
}

const contentColumns = `c.id, c.kind, c.title, c.space_id, c.id AS content_id, c.body, c.version, c.author_id, c.modified_at`;

/** The current pages (or folders, whiteboards) right below some content, in their order. */
export function childRows(site: Site, person: Person, contentId: number, kind = 'page'): V1Row[] {
  const visible = visibleContent(person, { id: 'c.id', spaceId: 'c.space_id' });
  return selectAll<V1Row>(
    site.db,
    `SELECT ${contentColumns} FROM confluence_content c
      WHERE c.parent_id = ? AND c.kind = ? AND c.status = 'current' AND ${visible.sql} ORDER BY c.position, c.id`,
    contentId,
    kind,
    ...visible.params,
  );
}

/** Everything of a kind below some content, `depth` levels down, parents before their children. */
export function descendantRows(
  site: Site,
  person: Person,
  contentId: number,
  kind = 'page',
  depth = Number.MAX_SAFE_INTEGER,
): V1Row[] {
  const visible = visibleContent(person, { id: 'c.id', spaceId: 'c.space_id' });
  return selectAll<V1Row>(
    site.db,
    `WITH RECURSIVE below (id, height) AS (SELECT ?, 0
       UNION SELECT k.id, below.height + 1 FROM confluence_content k JOIN below ON k.parent_id = below.id
        WHERE k.status = 'current' AND below.height < ?)
     SELECT ${contentColumns} FROM below JOIN confluence_content c ON c.id = below.id
      WHERE below.height > 0 AND c.kind = ? AND ${visible.sql} ORDER BY below.height, c.position, c.id`,
    contentId,
    depth,
    kind,
    ...visible.params,
  );
}

/** What stands above some content, from the top down. */
export function ancestorRows(site: Site, contentId: number): V1Row[] {
  return selectAll<V1Row>(
    site.db,
    `WITH RECURSIVE above (id, parent_id, height) AS (
       SELECT id, parent_id, 0 FROM confluence_content WHERE id = ?
       UNION SELECT c.id, c.parent_id, above.height + 1 FROM confluence_content c JOIN above ON c.id = above.parent_id)
     SELECT ${contentColumns} FROM above JOIN confluence_content c ON c.id = above.id
      WHERE height > 0 ORDER BY height DESC`,
    contentId,
  );
}

/** The comments on some content: those right on it, with `parentId` those below one of them, or all. */
export function commentRows(
  site: Site,
  contentId: number,
  which: { all: true } | { parentId: number | null },
): CommentRow[] {
  const every = 'all' in which;
  return selectAll<CommentRow>(
    site.db,
    `${commentSelect} WHERE m.content_id = ? AND m.status = 'current' AND m.attachment_id IS NULL
       AND (? OR m.parent_comment_id IS ?) ORDER BY m.created_at, m.id`,
    contentId,
    every ? 1 : 0,
    every ? null : which.parentId,
  );
}
