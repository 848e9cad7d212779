import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { webPath } from '../content/content-links.ts';
import { type ContentRow, findContent } from '../content/content-rows.ts';
import { createContent, updateContent } from '../content/write-content.ts';
import { ConfluenceError } from '../errors.ts';
import { startLongTask } from '../long-tasks/long-tasks.ts';
import { mayEdit, mayWrite } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { idSchema, readJson, storageOf } from '../request-body.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireSpaceByKey } from '../spaces/spaces.ts';
import { type CopyParts, copyParts } from './copy-parts.ts';
import { expandParameter } from './expand.ts';
import { v1Single } from './v1-content.ts';
import { childRows, contentAsV1 } from './v1-rows.ts';
import { contentIdNotFound, requireV1Own } from './v1-target.ts';

const partsSchema = {
  copyAttachments: z.boolean().default(false),
  copyPermissions: z.boolean().default(false),
  copyProperties: z.boolean().default(false),
  copyLabels: z.boolean().default(false),
};
const onePage = z.object({
  ...partsSchema,
  destination: z.object({
    type: z.enum(['space', 'existing_page', 'parent_page', 'parent_content']),
    value: idSchema,
  }),
  pageTitle: z.string().optional(),
  body: z.object({ storage: z.object({ value: z.string(), representation: z.string() }) }).optional(),
});
const hierarchy = z.object({
  ...partsSchema,
  copyDescendants: z.boolean().default(true),
  destinationPageId: idSchema,
  titleOptions: z
    .object({
      prefix: z.string().default(''),
      search: z.string().default(''),
      replace: z.string().default(''),
    })
    .default({ prefix: '', search: '', replace: '' }),
});

/** Copying one page, or a page with all below it as a long task (REST v1). */
export function copyPageRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.post('/rest/api/content/:id/copy', async (c) => {
    const asked = await readJson(c, onePage);
    const page = requirePage(c, site, numericId(c.req.param('id')));
    const body = asked.body ? storageOf(asked.body.storage) : page.body;
    const copy =
      asked.destination.type === 'existing_page'
        ? copyOver(c, site, asked.destination.value, { title: asked.pageTitle, body })
        : copyInto(c, site, placeOf(c, site, asked.destination), page, { title: asked.pageTitle, body });
    copyParts(site, c.get('caller'), page, copy, asked);
    return c.json(v1Single(c, site, contentAsV1(copy), expandParameter(c, ['space', 'history', 'version'])));
  });

  app.post('/rest/api/content/:id/pagehierarchy/copy', async (c) => {
    const asked = await readJson(c, hierarchy);
    const caller = c.get('caller');
    const page = requirePage(c, site, numericId(c.req.param('id')));
    const parent = requirePage(c, site, numericId(asked.destinationPageId, 'destinationPageId'));
    const { prefix, search, replace } = asked.titleOptions;
    const titled = (title: string) => `${prefix}${search === '' ? title : title.replaceAll(search, replace)}`;
    const root = copyTree(c, site, page, parent, titled, asked);
    const task = {
      nameKey: 'com.atlassian.confluence.copy.pagehierarchy',
      details: { destinationId: String(root.id), destinationUrl: webPath(root) },
    };
    return c.json(startLongTask(site, caller, task), 202);
  });

  return app;
}

/** @throws ConfluenceError 404 for anything but a current page that one may see */
function requirePage(c: Context<RestEnv>, site: Site, id: number): ContentRow {
  const target = requireV1Own(c, site, id, 'see');
  if ('comment' in target || target.content.kind !== 'page' || target.content.status !== 'current')
    throw contentIdNotFound(id);
  return target.content;
}

type Place = { spaceId: number; parentId: number | null };

function placeOf(c: Context<RestEnv>, site: Site, asked: { type: string; value: string }): Place {
  if (asked.type === 'space')
    return { spaceId: requireSpaceByKey(site, c.get('caller'), asked.value).id, parentId: null };
  const target = requireV1Own(c, site, numericId(asked.value, 'destination.value'), 'see');
  if ('comment' in target || target.content.kind === 'blogpost')
    throw new ConfluenceError(404, `No page found with id: ${asked.value}`);
  return { spaceId: target.content.space_id, parentId: target.content.id };
}

function copyInto(
  c: Context<RestEnv>,
  site: Site,
  place: Place,
  page: ContentRow,
  given: { title: string | undefined; body: string },
): ContentRow {
  const caller = c.get('caller');
  if (!mayWrite(site, caller, place.spaceId))
    throw new ConfluenceError(403, 'User is not permitted to create content at the destination');
  const usual = place.spaceId === page.space_id ? `Copy of ${page.title}` : page.title;
  const title = given.title ?? usual;
  return createContent(site, caller, { kind: 'page', status: 'current', ...place, title, body: given.body });
}

function copyOver(
  c: Context<RestEnv>,
  site: Site,
  id: string,
  given: { title: string | undefined; body: string },
): ContentRow {
  const existing = requirePage(c, site, numericId(id, 'destination.value'));
  if (!mayEdit(site, c.get('caller'), existing))
    throw new ConfluenceError(403, 'User is not permitted to change the page at the destination');
  return updateContent(site, c.get('caller'), existing, {
    status: 'current',
    title: given.title ?? existing.title,
    body: given.body,
    version: { number: existing.version + 1 },
  });
}

function copyTree(
  c: Context<RestEnv>,
  site: Site,
  page: ContentRow,
  parent: ContentRow,
  titled: (title: string) => string,
  parts: CopyParts & { copyDescendants: boolean },
): ContentRow {
  // Read before the copy is there: it may be put below the very page.
  const children = parts.copyDescendants ? childRows(site, c.get('caller'), page.id) : [];
  const place = { spaceId: parent.space_id, parentId: parent.id };
  const copy = copyInto(c, site, place, page, { title: titled(page.title), body: page.body });
  copyParts(site, c.get('caller'), page, copy, parts);
  for (const child of children) {
    const row = findContent(site, child.id);
    if (row && row.id !== copy.id) copyTree(c, site, row, copy, titled, parts);
  }
  return copy;
}
