import { Hono } from 'hono';
import { bodyFormat, bodyJson } from '../content/body-json.ts';
import { ConfluenceError } from '../errors.ts';
import { sendPage } from '../paging.ts';
import { choiceParameter, numericId } from '../query-parameters.ts';
import { selectAll, selectOne } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';
import { commentTitle } from './comment-json.ts';
import { type CommentRow, requireComment } from './comment-rows.ts';

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

/** The versions of a footer or inline comment, and the details of one. */
export function commentVersionRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  for (const kind of ['footer', 'inline'] as const) {
    app.get(`/api/v2/${kind}-comments/:id/versions`, (c) => {
      const comment = requireComment(site, c.get('caller'), numericId(c.req.param('id')), kind);
      const format = bodyFormat(c, 'list');
      const ascending = choiceParameter(c, 'sort', ['modified-date', '-modified-date']) === 'modified-date';
      return sendPage<VersionRow>(
        c,
        site,
        {
          from: 'SELECT v.* FROM confluence_comment_version v',
          where: ['v.comment_id = ?'],
          params: [comment.id],
          sortBy: 'v.number',
          id: 'v.number',
          descending: !ascending,
        },
        (version) => ({
          ...commentVersionJson(version),
          comment: {
            id: String(comment.id),
            title: commentTitle(comment),
            ...(format
              ? { body: bodyJson(site, version.body, comment.space_id, format, comment.content_id) }
              : {}),
          },
        }),
      );
    });

    app.get(`/api/v2/${kind}-comments/:id/versions/:number`, (c) => {
      const comment = requireComment(site, c.get('caller'), numericId(c.req.param('id')), kind);
      const version = requireCommentVersion(site, comment, c.req.param('number'));
      return c.json({
        number: version.number,
        authorId: version.author_id,
        message: version.message,
        createdAt: version.created_at,
        minorEdit: false,
        contentTypeModified: false,
        collaborators: [version.author_id],
        prevVersion: version.number > 1 ? version.number - 1 : null,
        nextVersion: version.number < comment.version ? version.number + 1 : null,
      });
    });
  }

  return app;
}
