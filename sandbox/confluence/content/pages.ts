import { Hono } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { mayEdit } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { bodySchema, idSchema, readJson, storageOf, versionSchema } from '../request-body.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireWritableSpace } from '../spaces/spaces.ts';
import { contentJson, single } from './content-json.ts';
import { contentNotFound, requireContent } from './content-rows.ts';
import { deleteContent } from './delete-content.ts';
import { createContent, requireParent, updateContent } from './write-content.ts';

const newPage = z.object({
  spaceId: idSchema,
  status: z.enum(['current', 'draft']).default('current'),
  title: z.string().default(''),
  parentId: idSchema.optional(),
  body: bodySchema.optional(),
});

const changedPage = z.object({
  id: idSchema,
  status: z.enum(['current', 'draft']),
  title: z.string(),
  spaceId: idSchema.optional(),
  parentId: idSchema.optional(),
  body: bodySchema,
  version: versionSchema,
});

/** Writing pages: create, update, move to the trash, purge. */
export function pageRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.post('/api/v2/pages', async (c) => {
    const asked = await readJson(c, newPage);
    const space = requireWritableSpace(site, c.get('caller'), numericId(asked.spaceId, 'spaceId'));
    const rootLevel = c.req.query('root-level') === 'true';
    if (rootLevel && asked.parentId !== undefined)
      throw new ConfluenceError(400, "A page at root level can not have a 'parentId'");
    const parentId = asked.parentId === undefined ? space.homepage_id : numericId(asked.parentId, 'parentId');
    if (parentId !== null && !rootLevel) requireParent(site, parentId, space.id);
    const row = createContent(site, c.get('caller'), {
      kind: 'page',
      status: asked.status,
      spaceId: space.id,
      parentId: rootLevel ? null : parentId,
      title: asked.title,
      body: storageOf(asked.body),
    });
    return c.json(single(c, contentJson(site, row, 'storage')));
  });

  app.put('/api/v2/pages/:id', async (c) => {
    const id = numericId(c.req.param('id'));
    const asked = await readJson(c, changedPage);
    const row = requireContent(site, c.get('caller'), id, 'page');
    if (!mayEdit(site, c.get('caller'), row)) throw contentNotFound(id, 'page');
    if (asked.id !== String(id))
      throw new ConfluenceError(400, "The 'id' in the body is not the id in the path");
    if (asked.spaceId !== undefined && asked.spaceId !== String(row.space_id))
      throw new ConfluenceError(400, 'A page can not be moved to another space');
    const updated = updateContent(site, c.get('caller'), row, {
      status: asked.status,
      title: asked.title,
      body: storageOf(asked.body),
      parentId: asked.parentId === undefined ? undefined : numericId(asked.parentId, 'parentId'),
      version: asked.version,
    });
    return c.json(single(c, contentJson(site, updated, 'storage')));
  });

  app.delete('/api/v2/pages/:id', (c) => deleteContent(c, site, 'page'));

  return app;
}
