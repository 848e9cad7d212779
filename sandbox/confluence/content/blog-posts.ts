import { Hono } from 'hono';
import { z } from 'zod';
import { numericId } from '../query-parameters.ts';
import { bodySchema, idSchema, readJson, storageOf, versionSchema } from '../request-body.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireWritableSpace } from '../spaces/spaces.ts';
import { contentJson, single } from './content-json.ts';
import { requireEditable } from './content-rows.ts';
import { editContent } from './edit-content.ts';
import { createContent } from './write-content.ts';

/** A moment as REST writes it, or with an offset; kept in UTC. */
const momentSchema = z
  .string()
  .refine(
    (moment) => /^\d{4}-\d{2}-\d{2}T/.test(moment) && !Number.isNaN(Date.parse(moment)),
    'expected a date in the format yyyy-MM-ddTHH:mm:ss.SSSZ',
  )
  .transform((moment) => new Date(moment).toISOString());

const newBlogPost = z.object({
  spaceId: idSchema,
  status: z.enum(['current', 'draft']).default('current'),
  title: z.string().default(''),
  body: bodySchema.optional(),
  createdAt: momentSchema.optional(),
});

const changedBlogPost = z.object({
  id: idSchema,
  status: z.enum(['current', 'draft']),
  title: z.string(),
  spaceId: idSchema.optional(),
  // Sent by most; without it the body stays as it is.
  body: bodySchema.optional(),
  version: versionSchema,
  createdAt: momentSchema.optional(),
});

/** Writing blog posts: create, update, publish, restore. */
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
      createdAt: asked.createdAt,
      isPrivate: c.req.query('private') === 'true',
    });
    return c.json(single(c, contentJson(site, row, 'storage')));
  });

  app.put('/api/v2/blogposts/:id', async (c) => {
    const id = numericId(c.req.param('id'));
    const asked = await readJson(c, changedBlogPost);
    const row = requireEditable(site, c.get('caller'), id, 'blogpost');
    const updated = editContent(site, c.get('caller'), row, asked);
    return c.json(single(c, contentJson(site, updated, 'storage')));
  });

  return app;
}
