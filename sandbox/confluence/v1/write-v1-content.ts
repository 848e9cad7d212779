import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { requireAttachment } from '../attachments/attachment-rows.ts';
import { deleteAttachment } from '../attachments/write-attachment.ts';
import { addComment, deleteComment, updateComment } from '../comments/write-comment.ts';
import { filenameOf } from '../content/attached-files.ts';
import { type ContentRow, storedContent } from '../content/content-rows.ts';
import { purgeContent, trashContent } from '../content/delete-content.ts';
import { requireParent } from '../content/placing.ts';
import { createContent, updateContent } from '../content/write-content.ts';
import { ConfluenceError } from '../errors.ts';
import { labelNames } from '../labels/label-rules.ts';
import { addLabels, announceLabels } from '../labels/labels.ts';
import { mayEdit, mayWrite } from '../permissions.ts';
import { createProperty, propertiesOf, updateProperty } from '../properties/property-store.ts';
import { numericId } from '../query-parameters.ts';
import { idSchema, readJson, storageOf, versionSchema } from '../request-body.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireSpace, requireSpaceByKey, type SpaceRow } from '../spaces/spaces.ts';
import { expandParameter } from './expand.ts';
import { goneOnGateway } from './gone.ts';
import { v1Single } from './v1-content.ts';
import { commentAsV1, contentAsV1, type V1Row } from './v1-rows.ts';
import { requireV1Comment, requireV1Own } from './v1-target.ts';

const form = z.object({ value: z.string(), representation: z.string().optional() });
const bodySchema = z.record(z.string(), z.union([form, z.unknown()])).optional();
const metadataSchema = z
  .object({
    labels: z
      .union([
        z.array(z.object({ name: z.string(), prefix: z.string().optional() })),
        z
          .object({ results: z.array(z.object({ name: z.string(), prefix: z.string().optional() })) })
          .transform(({ results }) => results),
      ])
      .optional(),
    properties: z.record(z.string(), z.object({ value: z.unknown() })).optional(),
  })
  .optional();
const ancestorsSchema = z.array(z.object({ id: idSchema })).optional();

const newContent = z.object({
  type: z.enum(['page', 'blogpost', 'comment']),
  status: z.enum(['current', 'draft']).default('current'),
  title: z.string().default(''),
  space: z.object({ key: z.string().optional(), id: idSchema.optional() }).optional(),
  ancestors: ancestorsSchema,
  container: z.object({ id: idSchema }).optional(),
  body: bodySchema,
  metadata: metadataSchema,
});
type NewContent = z.infer<typeof newContent>;

const changedContent = z.object({
  type: z.string().optional(),
  status: z.enum(['current', 'draft', 'trashed', 'archived']).optional(),
  title: z.string().optional(),
  ancestors: ancestorsSchema,
  body: bodySchema,
  metadata: metadataSchema,
  version: versionSchema,
});
type ChangedContent = z.infer<typeof changedContent>;

const usualMembers = ['body.storage', 'history', 'space', 'container', 'version', 'ancestors'];

/** Writing pages, blog posts and comments as clients did before v2. */
export function writeV1ContentRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const answer = (c: Context<RestEnv>, row: V1Row) =>
    c.json(v1Single(c, site, row, expandParameter(c, usualMembers)));

  // Old clients write the address with a slash at its end.
  app.post('/rest/api/content', goneOnGateway, async (c) => {
    const asked = await readJson(c, newContent);
    return answer(c, asked.type === 'comment' ? createComment(c, site, asked) : create(c, site, asked));
  });

  app.put('/rest/api/content/:id', goneOnGateway, async (c) => {
    const asked = await readJson(c, changedContent);
    const target = requireV1Own(c, site);
    if ('comment' in target) {
      const row = target.comment;
      checkVersion(row.version, row.version + 1, asked.version.number);
      const { number, message } = asked.version;
      const body = asked.body === undefined ? undefined : storageOfV1(site, asked.body, row.content_id);
      const edit = { number, body, ...(message === undefined ? {} : { message }) };
      return answer(c, commentAsV1(updateComment(site, c.get('caller'), row, edit)));
    }
    return answer(c, contentAsV1(update(c, site, target.content, asked)));
  });

  app.delete('/rest/api/content/:id', goneOnGateway, (c) => {
    remove(c, site);
    return c.body(null, 204);
  });

  return app;
}

function create(c: Context<RestEnv>, site: Site, asked: NewContent): V1Row {
  const caller = c.get('caller');
  const space = namedSpace(c, site, asked.space);
  if (!mayWrite(site, caller, space.id))
    throw new ConfluenceError(403, `User is not permitted to create content in the space ${space.key}`);
  const parent = asked.ancestors?.at(-1);
  const parentId = parent ? numericId(parent.id, 'ancestors.id') : space.homepage_id;
  if (asked.type === 'page' && parentId !== null) requireParent(site, caller, parentId, space.id);
  const row = createContent(site, caller, {
    kind: asked.type === 'page' ? 'page' : 'blogpost',
    status: asked.status,
    spaceId: space.id,
    parentId: asked.type === 'page' ? parentId : null,
    title: asked.title,
    body: storageOfV1(site, asked.body),
  });
  addMetadata(c, site, row, asked.metadata);
  return contentAsV1(row);
}

function createComment(c: Context<RestEnv>, site: Site, asked: NewContent): V1Row {
  const parentId = asked.ancestors?.at(-1)?.id;
  const parent = parentId === undefined ? undefined : requireV1Comment(c, site, numericId(parentId, 'id'));
  const containerId = asked.container && numericId(asked.container.id, 'container.id');
  const contentId = parent?.content_id ?? containerId;
  if (contentId === undefined) throw new ConfluenceError(400, "A comment needs a 'container'");
  const target = requireV1Own(c, site, contentId, 'see');
  if ('comment' in target || target.content.status !== 'current')
    throw new ConfluenceError(404, `No content found with id: ContentId{id=${contentId}}`);
  const row = addComment(site, c.get('caller'), {
    kind: parent?.kind ?? 'footer',
    contentId,
    ...(parent ? { parent } : {}),
    body: storageOfV1(site, asked.body, contentId),
  });
  return commentAsV1(row);
}

function update(c: Context<RestEnv>, site: Site, row: ContentRow, asked: ChangedContent): ContentRow {
  if (asked.type !== undefined && asked.type !== row.kind)
    throw new ConfluenceError(400, `The content is a ${row.kind} and can not become a ${asked.type}`);
  const { number, message, minorEdit } = asked.version;
  checkVersion(row.version, row.status === 'draft' ? 1 : row.version + 1, number);
  const parent = asked.ancestors?.at(-1);
  const updated = updateContent(site, c.get('caller'), row, {
    status: row.status === 'draft' && asked.status === 'draft' ? 'draft' : 'current',
    ...(asked.title === undefined ? {} : { title: asked.title }),
    ...(asked.body === undefined ? {} : { body: storageOfV1(site, asked.body, row.id) }),
    ...(parent ? { parentId: numericId(parent.id, 'ancestors.id') } : {}),
    version: {
      number,
      ...(message === undefined ? {} : { message }),
      ...(minorEdit === undefined ? {} : { minorEdit }),
    },
  });
  addMetadata(c, site, updated, asked.metadata);
  return storedContent(site, updated.id);
}

// What is current goes to the trash; `status=trashed` takes it out of there for good, `status=draft` a draft.
function remove(c: Context<RestEnv>, site: Site): void {
  const caller = c.get('caller');
  const status = c.req.query('status') || 'current';
  const id = c.req.param('id') ?? '';
  if (id.startsWith('att')) {
    const attachment = requireAttachment(site, caller, id);
    if (!mayEdit(site, caller, { id: attachment.content_id, space_id: attachment.space_id }))
      throw new ConfluenceError(403, 'User is not permitted to delete this attachment');
    deleteAttachment(site, caller, attachment, status === 'trashed');
    return;
  }
  const target = requireV1Own(c, site);
  if ('comment' in target) {
    deleteComment(site, caller, target.comment);
    return;
  }
  const { content } = target;
  const isThere = content.status === status || (status === 'current' && content.status === 'archived');
  if (!isThere) throw new ConfluenceError(404, `No content found with id: ContentId{id=${content.id}}`);
  if (status === 'current') trashContent(site, caller, content);
  else purgeContent(site, caller, content);
}

function namedSpace(c: Context<RestEnv>, site: Site, asked: NewContent['space']): SpaceRow {
  if (asked?.key !== undefined) return requireSpaceByKey(site, c.get('caller'), asked.key);
  if (asked?.id !== undefined) return requireSpace(site, c.get('caller'), numericId(asked.id, 'space.id'));
  throw new ConfluenceError(400, "The content needs a 'space' with a key");
}

/** @throws ConfluenceError 400 for a body that is none, or that is not well-formed */
function storageOfV1(site: Site, body: NewContent['body'], contentId = 0): string {
  const given = Object.entries(body ?? {}).find(([, value]) => form.safeParse(value).success);
  if (!given) {
    if (body === undefined || Object.keys(body).length === 0) return '';
    throw new ConfluenceError(400, "The body needs a representation with a 'value', such as 'storage'");
  }
  const { value, representation = given[0] } = form.parse(given[1]);
  // An editor's format is the storage format here.
  const known = representation.startsWith('editor') ? 'storage' : representation;
  return storageOf({ value, representation: known }, filenameOf(site, contentId));
}

function addMetadata(
  c: Context<RestEnv>,
  site: Site,
  row: ContentRow,
  metadata: NewContent['metadata'],
): void {
  const caller = c.get('caller');
  const labels = (metadata?.labels ?? []).flatMap(({ name, prefix = 'global' }) =>
    labelNames(name).map((one) => ({ prefix, name: one })),
  );
  if (labels.length > 0) {
    const added = addLabels(site, row.id, labels, caller);
    announceLabels(site, 'label.added', added, { spaceId: row.space_id, contentId: row.id, actor: caller });
  }
  for (const [key, { value }] of Object.entries(metadata?.properties ?? {})) {
    const known = propertiesOf(site, row.id).find((property) => property.key === key);
    if (!known) createProperty(site, caller, row.id, { key, value });
    else updateProperty(site, caller, known, { value, version: { number: known.version + 1 } });
    announceProperty(c, site, row, key);
  }
}

function announceProperty(c: Context<RestEnv>, site: Site, row: ContentRow, key: string): void {
  site.announce({
    kind: 'property.changed',
    spaceId: row.space_id,
    contentId: row.id,
    subjectId: key,
    actorId: c.get('caller').accountId,
    at: site.now().toISOString(),
  });
}

function checkVersion(current: number, expected: number, provided: number): void {
  if (provided === expected) return;
  throw new ConfluenceError(409, `Version must be incremented on update. Current version is: ${current}`);
}
