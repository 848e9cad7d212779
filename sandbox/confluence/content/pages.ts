import { Hono } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { mayRead } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { bodySchema, idSchema, readJson, storageOf, versionSchema } from '../request-body.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireWritableSpace } from '../spaces/spaces.ts';
import { personByAccountId } from '../users/people.ts';
import { contentJson, single } from './content-json.ts';
import { requireEditable } from './content-rows.ts';
import { editContent } from './edit-content.ts';
import { requireParent } from './placing.ts';
import { createContent, renameContent } from './write-content.ts';

const statusSchema = z.enum(['current', 'draft']);

const newPage = z.object({
  spaceId: idSchema,
  status: statusSchema.default('current'),
  title: z.string().default(''),
  parentId: idSchema.optional(),
  body: bodySchema.optional(),
  subtype: z.literal('live').optional(),
});

const changedPage = z.object({
  id: idSchema,
  status: statusSchema,
  title: z.string(),
  spaceId: idSchema.optional(),
  parentId: idSchema.optional(),
  ownerId: z.string().optional(),
  // Sent by most; without it the body stays as it is.
  body: bodySchema.optional(),
  version: versionSchema,
});

const newTitle = z.object({ status: statusSchema, title: z.string() });

/** Writing pages: create, update, publish, restore, rename. */
export function pageRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.post('/api/v2/pages', async (c) => {
    const caller = c.get('caller');
    const asked = await readJson(c, newPage);
    const space = requireWritableSpace(site, caller, numericId(asked.spaceId, 'spaceId'));
    const rootLevel = c.req.query('root-level') === 'true';
    if (rootLevel && asked.parentId !== undefined)
      throw new ConfluenceError(400, "A page at root level can not have a 'parentId'");
    const askedParent = asked.parentId === undefined ? undefined : numericId(asked.parentId, 'parentId');
    if (askedParent !== undefined) requireParent(site, caller, askedParent, space.id);
    const row = createContent(site, caller, {
      kind: 'page',
      status: asked.status,
      spaceId: space.id,
      parentId: rootLevel ? null : (askedParent ?? space.homepage_id),
      title: asked.title,
      body: storageOf(asked.body),
      subtype: asked.subtype,
      isPrivate: c.req.query('private') === 'true',
    });
    return c.json(single(c, contentJson(site, row, 'storage')));
  });

  app.put('/api/v2/pages/:id', async (c) => {
    const id = numericId(c.req.param('id'));
    const asked = await readJson(c, changedPage);
    const row = requireEditable(site, c.get('caller'), id, 'page');
    const parentId = asked.parentId === undefined ? undefined : numericId(asked.parentId, 'parentId');
    if (asked.ownerId !== undefined) {
      const owner = personByAccountId(asked.ownerId);
      if (!owner || !mayRead(site, owner, id))
        throw new ConfluenceError(400, `Cannot find a user with account id [${asked.ownerId}]`);
    }
    const updated = editContent(site, c.get('caller'), row, { ...asked, parentId });
    return c.json(single(c, contentJson(site, updated, 'storage')));
  });

  app.put('/api/v2/pages/:id/title', async (c) => {
    const asked = await readJson(c, newTitle);
    const row = requireEditable(site, c.get('caller'), numericId(c.req.param('id')), 'page');
    if (row.status !== asked.status)
      throw new ConfluenceError(400, `The page is ${row.status}, not ${asked.status}`);
    const renamed = renameContent(site, c.get('caller'), row, asked.title);
    return c.json(single(c, contentJson(site, renamed, 'storage')));
  });

  return app;
}
