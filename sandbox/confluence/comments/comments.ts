import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type BodyFormat, bodyFormat, bodyJson, single } from '../content/content-json.ts';
import { webPath } from '../content/content-links.ts';
import { type ContentKind, findContent, requireContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { sendPage } from '../paging.ts';
import { mayRead } from '../permissions.ts';
import { listParameter, numericId } from '../query-parameters.ts';
import { bodySchema, idSchema, readJson, storageOf } from '../request-body.ts';
import { inTransaction, selectOne } from '../rows.ts';
import { nextId } from '../schema.ts';
import { indexText } from '../search/text-index.ts';
import type { RestEnv, Site } from '../site.ts';
import type { Person } from '../users/people.ts';

type CommentRow = {
  id: number;
  kind: 'footer' | 'inline';
  status: string;
  content_id: number;
  parent_comment_id: number | null;
  body: string;
  author_id: string;
  created_at: string;
  modified_at: string;
  version: number;
  resolution_status: string | null;
  marker_ref: string | null;
  selection: string | null;
};

const newComment = z.object({
  pageId: idSchema.optional(),
  blogPostId: idSchema.optional(),
  parentCommentId: idSchema.optional(),
  attachmentId: idSchema.optional(),
  customContentId: idSchema.optional(),
  body: bodySchema,
});

/** Footer comments and their replies, and the inline comments of a page or blog post. */
export function commentRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  for (const kind of ['page', 'blogpost'] as const) {
    app.get(`/api/v2/${kind}s/:id/footer-comments`, (c) => sendCommentsOf(c, site, kind, 'footer'));
    app.get(`/api/v2/${kind}s/:id/inline-comments`, (c) => sendCommentsOf(c, site, kind, 'inline'));
  }

  app.post('/api/v2/footer-comments', async (c) => {
    const asked = await readJson(c, newComment);
    const target = targetOf(site, c.get('caller'), asked);
    const body = storageOf(asked.body);
    if (body.trim() === '') throw new ConfluenceError(400, 'The comment must not be empty');
    const id = inTransaction(site.db, () => {
      const commentId = nextId(site.db);
      const now = site.now().toISOString();
      site.db
        .prepare(
          `INSERT INTO confluence_comment (id, kind, status, content_id, parent_comment_id, body, author_id, created_at,
             modified_at, version) VALUES (?, 'footer', 'current', ?, ?, ?, ?, ?, ?, 1)`,
        )
        .run(commentId, target.contentId, target.parentCommentId, body, c.get('caller').accountId, now, now);
      indexText(site, commentId);
      return commentId;
    });
    c.header('Location', `/wiki/api/v2/footer-comments/${id}`);
    return c.json(
      single(c, commentJson(site, requireComment(site, c.get('caller'), id, 'footer'), 'storage')),
      201,
    );
  });

  app.get('/api/v2/footer-comments/:id', (c) => {
    const row = requireComment(site, c.get('caller'), numericId(c.req.param('id')), 'footer');
    return c.json(single(c, commentJson(site, row, bodyFormat(c, 'single'))));
  });

  app.get('/api/v2/footer-comments/:id/children', (c) => {
    const parent = requireComment(site, c.get('caller'), numericId(c.req.param('id')), 'footer');
    return sendComments(c, site, ['m.parent_comment_id = ?'], [parent.id]);
  });

  return app;
}

function targetOf(
  site: Site,
  person: Person,
  asked: z.infer<typeof newComment>,
): { contentId: number; parentCommentId: number | null } {
  const named = (
    ['pageId', 'blogPostId', 'parentCommentId', 'attachmentId', 'customContentId'] as const
  ).filter((name) => asked[name] !== undefined);
  if (named.length !== 1)
    throw new ConfluenceError(
      400,
      'Exactly one of pageId, blogPostId, attachmentId, customContentId or parentCommentId must be given',
    );
  if (asked.parentCommentId !== undefined) {
    const parent = requireComment(
      site,
      person,
      numericId(asked.parentCommentId, 'parentCommentId'),
      'footer',
    );
    return { contentId: parent.content_id, parentCommentId: parent.id };
  }
  const kind: ContentKind = asked.blogPostId === undefined ? 'page' : 'blogpost';
  const id = asked.pageId ?? asked.blogPostId;
  if (id === undefined) throw new ConfluenceError(404, `Cannot find the content named by ${named.join()}`);
  const content = requireContent(
    site,
    person,
    numericId(id, kind === 'page' ? 'pageId' : 'blogPostId'),
    kind,
  );
  if (content.status !== 'current')
    throw new ConfluenceError(404, `Cannot comment on content with id [${content.id}]`);
  return { contentId: content.id, parentCommentId: null };
}

function requireComment(site: Site, person: Person, id: number, kind: CommentRow['kind']): CommentRow {
  const row = selectOne<CommentRow>(
    site.db,
    'SELECT * FROM confluence_comment WHERE id = ? AND kind = ?',
    id,
    kind,
  );
  if (!row || !mayRead(site, person, row.content_id))
    throw new ConfluenceError(404, `Cannot find a comment with id [${id}]`);
  return row;
}

function sendCommentsOf(c: Context<RestEnv>, site: Site, kind: ContentKind, comments: CommentRow['kind']) {
  const content = requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind);
  const where = ['m.content_id = ?', 'm.kind = ?', 'm.parent_comment_id IS NULL'];
  const params: (string | number)[] = [content.id, comments];
  const resolutions = listParameter(c, 'resolution-status');
  if (resolutions.length > 0) {
    where.push(`m.resolution_status IN (${resolutions.map(() => '?').join(', ')})`);
    params.push(...resolutions);
  }
  return sendComments(c, site, where, params);
}

function sendComments(c: Context<RestEnv>, site: Site, where: string[], params: (string | number)[]) {
  const statuses = listParameter(c, 'status');
  const wanted = statuses.length === 0 ? ['current'] : statuses;
  const sort = c.req.query('sort') || 'created-date';
  const column = sort.endsWith('modified-date') ? 'm.modified_at' : 'm.created_at';
  const format = bodyFormat(c, 'list');
  return sendPage<CommentRow>(
    c,
    site,
    {
      from: 'SELECT m.* FROM confluence_comment m',
      where: [...where, `m.status IN (${wanted.map(() => '?').join(', ')})`],
      params: [...params, ...wanted],
      sortBy: column,
      id: 'm.id',
      descending: sort.startsWith('-'),
    },
    (row) => commentJson(site, row, format),
  );
}

function commentJson(site: Site, row: CommentRow, format: BodyFormat | undefined) {
  const content = findContent(site, row.content_id);
  const inline = {
    resolutionStatus: row.resolution_status,
    properties: {
      inlineMarkerRef: row.marker_ref,
      inlineOriginalSelection: row.selection,
      'inline-marker-ref': row.marker_ref,
      'inline-original-selection': row.selection,
    },
  };
  return {
    id: String(row.id),
    status: row.status,
    title: `Re: ${content?.title ?? ''}`,
    [content?.kind === 'blogpost' ? 'blogPostId' : 'pageId']: String(row.content_id),
    ...(row.parent_comment_id === null ? {} : { parentCommentId: String(row.parent_comment_id) }),
    version: {
      number: row.version,
      message: '',
      minorEdit: false,
      authorId: row.author_id,
      createdAt: row.modified_at,
    },
    body: bodyJson(site, row.body, content?.space_id ?? 0, format),
    ...(row.kind === 'inline' ? inline : {}),
    _links: { webui: `${content ? webPath(content) : ''}?focusedCommentId=${row.id}` } as Record<
      string,
      string
    >,
  };
}
