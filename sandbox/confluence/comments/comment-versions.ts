import { ConfluenceError } from '../errors.ts';
import { numericId } from '../query-parameters.ts';
import { selectAll, selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { CommentRow } from './comment-rows.ts';

type VersionRow = {
  comment_id: number;
  number: number;
  author_id: string;
  created_at: string;
  message: string;
  body: string;
};

export function commentVersionJson(row: VersionRow) {
  return {
    createdAt: row.created_at,
    message: row.message,
    number: row.number,
    minorEdit: false,
    authorId: row.author_id,
  };
}

/** Every version of a comment, newest first. */
export function commentVersionsOf(site: Site, commentId: number): VersionRow[] {
  return selectAll<VersionRow>(
    site.db,
    'SELECT * FROM confluence_comment_version WHERE comment_id = ? ORDER BY number DESC',
    commentId,
  );
}

/** @throws ConfluenceError 404 for a number that the comment does not have */
export function requireCommentVersion(site: Site, comment: CommentRow, asked: string): VersionRow {
  const number = numericId(asked, 'version-number');
  const row = selectOne<VersionRow>(
    site.db,
    'SELECT * FROM confluence_comment_version WHERE comment_id = ? AND number = ?',
    comment.id,
    number,
  );
  if (!row)
    throw new ConfluenceError(404, `Cannot find version [${number}] of the comment with id [${comment.id}]`);
  return row;
}
