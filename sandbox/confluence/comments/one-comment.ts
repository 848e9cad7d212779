import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { requireAttachment } from '../attachments/attachment-rows.ts';
import { type BodyFormat, bodyFormat } from '../content/body-json.ts';
import { single } from '../content/content-json.ts';
import { requireContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { expansion } from '../expansion.ts';
import { likeJson, likesOf } from '../likes/likes.ts';
import { mayWrite } from '../permissions.ts';
import { propertyJson } from '../properties/properties.ts';
import { propertiesOf } from '../properties/property-store.ts';
import { numericId } from '../query-parameters.ts';
import { bodySchema, idSchema, readJson, storageOf, versionSchema } from '../request-body.ts';
import type { RestEnv, Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import { commentJson } from './comment-json.ts';
import { type CommentKind, type CommentRow, requireComment } from './comment-rows.ts';
import { commentVersionJson, commentVersionsOf, requireCommentVersion } from './comment-versions.ts';
import { addComment, deleteComment, type NewComment, updateComment } from './write-comment.ts';

const newComment = z.object({
  pageId: idSchema.optional(),
  blogPostId: idSchema.optional(),
  parentCommentId: idSchema.optional(),
  attachmentId: idSchema.optional(),
  customContentId: idSchema.optional(),
  body: bodySchema,
  inlineCommentProperties: z
    .object({
      textSelection: z.string(),
      textSelectionMatchCount: z.number().int(),
      textSelectionMatchIndex: z.number().int().min(0),
    })
    .optional(),
});
type AskedComment = z.infer<typeof newComment>;

const changedComment = z.object({
  version: versionSchema,
  body: bodySchema.optional(),
  resolved: z.boolean().optional(),
});

/** Adding, reading, changing and deleting one comment, footer or inline. */
export function oneCommentRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  for (const kind of ['footer', 'inline'] as const) {
    const path = `/api/v2/${kind}-comments`;
    const commentOf = (c: Context<RestEnv>): CommentRow =>
      requireComment(site, c.get('caller'), numericId(c.req.param('id')), kind);

    app.post(path, async (c) => {
      const asked = await readJson(c, newComment);
      const place = (kind === 'footer' ? footerPlace : inlinePlace)(site, c.get('caller'), asked);
      const body = storageOf(asked.body);
      const row = addComment(site, c.get('caller'), { kind, body, ...place });
      c.header('Location', `/wiki${path}/${row.id}`);
      return c.json(single(c, commentJson(site, row, 'storage')), 201);
    });

    app.get(`${path}/:id`, (c) => c.json(commentAnswer(c, site, commentOf(c), bodyFormat(c, 'single'))));

    app.put(`${path}/:id`, async (c) => {
      const asked = await readJson(c, changedComment);
      if (kind === 'footer' && asked.body === undefined)
        throw new ConfluenceError(400, "Invalid value for 'body': it is missing");
      const before = commentOf(c);
      const row = updateComment(site, c.get('caller'), before, {
        number: asked.version.number,
        message: asked.version.message,
        body: asked.body && storageOf(asked.body),
        resolved: kind === 'inline' ? asked.resolved : undefined,
      });
      return c.json(single(c, commentJson(site, row, 'storage')));
    });

    app.delete(`${path}/:id`, (c) => {
      deleteComment(site, c.get('caller'), commentOf(c));
      return c.body(null, 204);
    });
  }

  return app;
}

/** What someone may do with a comment that they may see. */
function commentOperations(site: Site, person: Person, row: CommentRow) {
  const isOwn = row.author_id === person.accountId || person.administrator;
  const operations = ['read'];
  if (isOwn) operations.push('update');
  if (isOwn || mayWrite(site, person, row.space_id)) operations.push('delete');
  return operations.map((operation) => ({ operation, targetType: 'comment' }));
}

function commentAnswer(c: Context<RestEnv>, site: Site, row: CommentRow, format: BodyFormat | undefined) {
  const asked = c.req.query('version');
  const body = asked === undefined ? row.body : requireCommentVersion(site, row, asked).body;
  const json = commentJson(site, row, format, body);
  // An inline comment has members of its own under this name, and properties of others join them.
  const properties = expansion(c, 'properties', () =>
    propertiesOf(site, row.id).map(propertyJson),
  ).properties;
  return single(c, {
    ...json,
    ...(c.req.query('include-version') === 'false' ? { version: undefined } : {}),
    ...(properties
      ? { properties: { ...('properties' in json ? json.properties : {}), ...properties } }
      : {}),
    ...expansion(c, 'operations', () => commentOperations(site, c.get('caller'), row)),
    ...expansion(c, 'likes', () => likesOf(site, row.id).map(likeJson)),
    ...expansion(c, 'versions', () => commentVersionsOf(site, row.id).map(commentVersionJson)),
  });
}

type Place = Omit<NewComment, 'kind' | 'body'>;

function footerPlace(site: Site, person: Person, asked: AskedComment): Place {
  const named = namedOnce(asked, [
    'pageId',
    'blogPostId',
    'attachmentId',
    'customContentId',
    'parentCommentId',
  ]);
  if (named === 'parentCommentId') return below(site, person, asked, 'footer');
  if (named === 'attachmentId') {
    const attachment = requireAttachment(site, person, asked.attachmentId);
    return { contentId: attachment.content_id, attachmentId: attachment.id };
  }
  if (named === 'customContentId')
    throw new ConfluenceError(404, `Cannot find custom content with id [${asked.customContentId}]`);
  return { contentId: contentOf(site, person, asked) };
}

function inlinePlace(site: Site, person: Person, asked: AskedComment): Place {
  const named = namedOnce(asked, ['pageId', 'blogPostId', 'parentCommentId']);
  if (named === 'parentCommentId') return below(site, person, asked, 'inline');
  const contentId = contentOf(site, person, asked);
  const words = asked.inlineCommentProperties;
  if (!words)
    throw new ConfluenceError(
      400,
      "Invalid value for 'inlineCommentProperties': it says which words are meant",
    );
  return {
    contentId,
    selection: {
      text: words.textSelection,
      count: words.textSelectionMatchCount,
      index: words.textSelectionMatchIndex,
    },
  };
}

function namedOnce<Name extends keyof AskedComment>(asked: AskedComment, names: Name[]): Name {
  const named = names.filter((name) => asked[name] !== undefined);
  const [only] = named;
  if (only === undefined || named.length > 1)
    throw new ConfluenceError(400, `Exactly one of ${names.join(', ')} must be given`);
  return only;
}

function below(site: Site, person: Person, asked: AskedComment, kind: CommentKind): Place {
  const parent = requireComment(site, person, numericId(asked.parentCommentId, 'parentCommentId'), kind);
  return { contentId: parent.content_id, parent };
}

function contentOf(site: Site, person: Person, asked: AskedComment): number {
  const content =
    asked.pageId === undefined
      ? requireContent(site, person, numericId(asked.blogPostId, 'blogPostId'), 'blogpost')
      : requireContent(site, person, numericId(asked.pageId, 'pageId'), 'page');
  if (content.status !== 'current')
    throw new ConfluenceError(404, `Cannot comment on content with id [${content.id}]`);
  return content.id;
}
