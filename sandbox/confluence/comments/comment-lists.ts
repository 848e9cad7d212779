import type { SQLInputValue } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { bodyFormat } from '../content/body-json.ts';
import { requireContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { sendPage } from '../paging.ts';
import { visibleContent } from '../permissions.ts';
import { choiceParameter, listParameter, numericId } from '../query-parameters.ts';
import type { RestEnv, Site } from '../site.ts';
import { commentJson } from './comment-json.ts';
import { type CommentRow, commentSelect, requireComment } from './comment-rows.ts';

const statuses = ['current', 'archived', 'trashed', 'deleted', 'historical', 'draft'];
const resolutions = ['open', 'reopened', 'resolved', 'dangling'];
const sorts = ['created-date', '-created-date', 'modified-date', '-modified-date'] as const;

/** Lists of comments: of a page or blog post (root ones only), of the whole site, and the replies to one. */
export function commentListRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  for (const comments of ['footer', 'inline'] as const) {
    for (const kind of ['page', 'blogpost'] as const) {
      app.get(`/api/v2/${kind}s/:id/${comments}-comments`, (c) => {
        const content = requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind);
        const where = [
          'm.content_id = ?',
          'm.kind = ?',
          'm.parent_comment_id IS NULL',
          'm.attachment_id IS NULL',
        ];
        const params: SQLInputValue[] = [content.id, comments];
        among(where, params, 'm.status', filter(c, 'status', statuses, ['current']));
        if (comments === 'inline')
          among(where, params, 'm.resolution_status', filter(c, 'resolution-status', resolutions, []));
        return sendComments(c, site, where, params);
      });
    }

    app.get(`/api/v2/${comments}-comments`, (c) => {
      const visible = visibleContent(c.get('caller'), { id: 'c.id', spaceId: 'c.space_id' });
      const where = [
        "m.kind = ? AND m.status = 'current' AND c.status IN ('current', 'archived')",
        visible.sql,
      ];
      return sendComments(c, site, where, [comments, ...visible.params]);
    });

    app.get(`/api/v2/${comments}-comments/:id/children`, (c) => {
      const parent = requireComment(site, c.get('caller'), numericId(c.req.param('id')), comments);
      return sendComments(c, site, ["m.parent_comment_id = ? AND m.status = 'current'"], [parent.id]);
    });
  }

  return app;
}

/** Sends one page of comments. */
function sendComments(c: Context<RestEnv>, site: Site, where: string[], params: SQLInputValue[]) {
  const sort = choiceParameter(c, 'sort', sorts) ?? 'created-date';
  const format = bodyFormat(c, 'list');
  return sendPage<CommentRow>(
    c,
    site,
    {
      from: commentSelect,
      where,
      params,
      sortBy: sort.endsWith('modified-date') ? 'm.modified_at' : 'm.created_at',
      id: 'm.id',
      descending: sort.startsWith('-'),
    },
    (row) => commentJson(site, row, format),
  );
}

function filter(c: Context, name: string, known: string[], usual: string[]): string[] {
  const asked = listParameter(c, name);
  const unknown = asked.find((value) => !known.includes(value));
  if (unknown !== undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${unknown}} for '${name}' is not valid. Expected one of: ${known.join(', ')}.`,
    );
  return asked.length === 0 ? usual : asked;
}

function among(where: string[], params: SQLInputValue[], column: string, values: string[]): void {
  if (values.length === 0) return;
  where.push(`${column} IN (${values.map(() => '?').join(', ')})`);
  params.push(...values);
}
