import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { numericId } from '../query-parameters.ts';
import { idSchema, readJson } from '../request-body.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireWritableSpace } from '../spaces/spaces.ts';
import { currentVersionJson, placeJson, single } from './content-json.ts';
import { contentLinks } from './content-links.ts';
import { type ContentRow, pathNames, requireContent } from './content-rows.ts';
import { expansionsJson } from './expansions.ts';
import { requireParent } from './placing.ts';
import { whiteboardLocales, whiteboardTemplates } from './whiteboard-templates.ts';
import { createContent } from './write-content.ts';

const newFolder = z.object({
  spaceId: idSchema,
  title: z.string().optional(),
  parentId: idSchema.optional(),
});
const newWhiteboard = newFolder.extend({
  templateKey: z.enum(whiteboardTemplates).optional(),
  locale: z.enum(whiteboardLocales).optional(),
});

/** Whiteboards and folders: create one, read one. What is drawn on a whiteboard is not to be had over REST. */
export function containerRoutes(site: Site, kind: 'whiteboard' | 'folder'): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const path = `/api/v2/${pathNames[kind]}`;

  app.post(path, async (c) => {
    const caller = c.get('caller');
    const asked = kind === 'whiteboard' ? await readJson(c, newWhiteboard) : await readJson(c, newFolder);
    const space = requireWritableSpace(site, caller, numericId(asked.spaceId, 'spaceId'));
    const parentId = asked.parentId === undefined ? null : numericId(asked.parentId, 'parentId');
    if (parentId !== null) requireParent(site, caller, parentId, space.id);
    const row = createContent(site, caller, {
      kind,
      status: 'current',
      spaceId: space.id,
      parentId,
      title: asked.title || `Untitled ${kind}`,
      body: '',
      isPrivate: kind === 'whiteboard' && c.req.query('private') === 'true',
    });
    return send(c, row);
  });

  app.get(`${path}/:id`, (c) =>
    send(c, requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind)),
  );

  function send(c: Context<RestEnv>, row: ContentRow) {
    return c.json({ ...single(c, containerJson(row)), ...expansionsJson(c, site, row) });
  }

  return app;
}

function containerJson(row: ContentRow) {
  return {
    id: String(row.id),
    type: row.kind,
    status: row.status,
    title: row.title,
    ...placeJson(row),
    authorId: row.author_id,
    // Live sites send this of folders as a number, whatever their specification says.
    createdAt: row.kind === 'folder' ? Date.parse(row.created_at) : row.created_at,
    spaceId: String(row.space_id),
    version: currentVersionJson(row),
    _links: contentLinks(row),
  };
}
