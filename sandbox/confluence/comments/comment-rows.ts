import type { ContentKind } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { mayRead } from '../permissions.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

export type CommentKind = 'footer' | 'inline';

/** A comment as it is stored, with what its links and its title need of the place it stands on. */
export type CommentRow = {
  id: number;
  kind: CommentKind;
  status: string;
  content_id: number;
  attachment_id: number | null;
  parent_comment_id: number | null;
  body: string;
  author_id: string;
  created_at: string;
  modified_at: string;
  version: number;
  version_author_id: string | null;
  version_message: string;
  resolution_status: string | null;
  resolution_by: string | null;
  resolution_at: string | null;
  marker_ref: string | null;
  selection: string | null;
  space_id: number;
  space_key: string;
  homepage_id: number | null;
  content_kind: ContentKind;
  content_title: string;
  content_created_at: string;
  attachment_title: string | null;
};

export const commentSelect = `SELECT m.*, c.space_id, s.key AS space_key, s.homepage_id, c.kind AS content_kind,
    c.title AS content_title, c.created_at AS content_created_at, a.title AS attachment_title
  FROM confluence_comment m
  JOIN confluence_content c ON c.id = m.content_id
  JOIN confluence_space s ON s.id = c.space_id
  LEFT JOIN confluence_attachment a ON a.id = m.attachment_id`;

/** A comment that was just written. */
export function storedComment(site: Site, id: number): CommentRow {
  const row = selectOne<CommentRow>(site.db, `${commentSelect} WHERE m.id = ?`, id);
  if (!row) throw new Error(`Comment ${id} is not stored`);
  return row;
}

/** A comment of one kind, as this person may see it. @throws ConfluenceError 404 when there is none they may see */
export function requireComment(site: Site, person: Person, id: number, kind: CommentKind): CommentRow {
  const row = selectOne<CommentRow>(site.db, `${commentSelect} WHERE m.id = ? AND m.kind = ?`, id, kind);
  if (!row || !mayRead(site, person, row.content_id)) throw commentNotFound(id);
  return row;
}

export function commentNotFound(id: number): ConfluenceError {
  return new ConfluenceError(404, `Cannot find a comment with id [${id}]`);
}
