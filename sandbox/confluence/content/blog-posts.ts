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
import { createContent, updateContent } from './write-content.ts';

const newBlogPost = z.object({
  spaceId: idSchema,
  status: z.enum(['current', 'draft']).default('current'),
  title: z.string().default(''),
  body: bodySchema.optional(),
});

const changedBlogPost = z.object({
  id: idSchema,
  status: z.enum(['current', 'draft']),
  title: z.string(),
  spaceId: idSchema.optional(),
  body: bodySchema,
  version: versionSchema,
});

/** Writing blog posts: create, update, move to the trash, purge. */
export function blogPostRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.post('/api/v2/blogposts', async (c) => {
    const asked = await readJson(c, newBlogPost);
    const space = requireWritableSpace(site, c.get('caller'), numericId(asked.spaceId, 'spaceId'));
    const row = createContent(site, c.get('caller'), {
      kind: 'blogpost',
      status: asked.status,
      spaceId: space.id,
      parentId: null,
      title: asked.title,
      body: storageOf(asked.body),
    });
    return c.json(single(c, contentJson(site, row, 'storage')));
  });

  app.put('/api/v2/blogposts/:id', async (c) => {
    const id = numericId(c.req.param('id'));
    const asked = await readJson(c, changedBlogPost);
    const row = requireContent(site, c.get('caller'), id, 'blogpost');
    if (!mayEdit(site, c.get('caller'), row)) throw contentNotFound(id, 'blogpost');
    if (asked.id !== String(id))
      throw new ConfluenceError(400, "The 'id' in the body is not the id in the path");
    if (asked.spaceId !== undefined && asked.spaceId !== String(row.space_id))
      throw new ConfluenceError(400, 'A blog post can not be moved to another space');
    const updated = updateContent(site, c.get('caller'), row, {
      status: asked.status,
      title: asked.title,
      body: storageOf(asked.body),
      parentId: undefined,
      version: asked.version,
    });
    return c.json(single(c, contentJson(site, updated, 'storage')));
  });

  app.delete('/api/v2/blogposts/:id', (c) => deleteContent(c, site, 'blogpost'));

  return app;
}
