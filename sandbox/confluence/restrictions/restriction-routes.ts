import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type ContentRow, findContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { mayEdit, mayRead } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { readJson } from '../request-body.ts';
import type { RestEnv, Site } from '../site.ts';
import { groups } from '../users/groups.ts';
import { personByAccountId } from '../users/people.ts';
import { collectionJson, sliceOf } from '../v1/v1-collection.ts';
import { operations, restrictionJson, restrictionsHash, type Subject } from './restrictions.ts';
import { type Restrictions, restrictionsOf, setRestrictions } from './write-restrictions.ts';

const oneOrList = <Item extends z.ZodType>(item: Item) =>
  z
    .union([z.array(item), z.object({ results: z.array(item) }).transform(({ results }) => results)])
    .optional();
const restrictionSchema = z.object({
  operation: z.enum(['read', 'update']),
  restrictions: z.object({
    user: oneOrList(z.object({ accountId: z.string() })),
    group: oneOrList(z.object({ id: z.string().optional(), name: z.string().optional() })),
  }),
});
const restrictionsSchema = z.union([
  z.array(restrictionSchema),
  z.object({ results: z.array(restrictionSchema) }).transform(({ results }) => results),
]);

const base = '/rest/api/content/:id/restriction';

/** Who may see and who may change one page, blog post, whiteboard or folder (REST v1). */
export function restrictionRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get(base, (c) => c.json(restrictionArray(c, site, requireShown(c, site))));

  app.put(base, async (c) => {
    const content = requireOwn(c, site);
    const asked = await readJson(c, restrictionsSchema);
    setRestrictions(site, c.get('caller'), content, merged({ read: [], update: [] }, asked));
    return c.json(restrictionArray(c, site, content));
  });

  app.post(base, async (c) => {
    const content = requireOwn(c, site);
    const asked = await readJson(c, restrictionsSchema);
    setRestrictions(site, c.get('caller'), content, merged(restrictionsOf(site, content.id), asked));
    return c.json(restrictionArray(c, site, content));
  });

  app.delete(base, (c) => {
    const content = requireOwn(c, site);
    setRestrictions(site, c.get('caller'), content, { read: [], update: [] });
    return c.json(restrictionArray(c, site, content));
  });

  return app;
}

function restrictionArray(c: Context<RestEnv>, site: Site, content: ContentRow) {
  const slice = sliceOf(c, 100, 100);
  const rows = operations.slice(slice.start, slice.start + slice.limit);
  const results = rows.map((operation) => restrictionJson(c, site, content.id, operation));
  return {
    ...collectionJson(c, results, slice, slice.start + slice.limit < operations.length),
    restrictionsHash: restrictionsHash(site, content.id),
  };
}

function requireShown(c: Context<RestEnv>, site: Site): ContentRow {
  const id = numericId(c.req.param('id'));
  const row = findContent(site, id);
  if (!row || !mayRead(site, c.get('caller'), id))
    throw new ConfluenceError(404, `No content found with id: ContentId{id=${id}}`);
  return row;
}

function requireOwn(c: Context<RestEnv>, site: Site): ContentRow {
  const row = requireShown(c, site);
  if (!mayEdit(site, c.get('caller'), row))
    throw new ConfluenceError(
      403,
      'User does not have permission to change the restrictions of this content',
    );
  return row;
}

/** @throws ConfluenceError 400 for an unknown group */
function namedGroup(idOrName: string | undefined): Subject {
  const group = groups.find(({ id, name }) => id === idOrName || name === idOrName);
  if (!group) throw new ConfluenceError(400, `No group found with id or name: ${idOrName}`);
  return { type: 'group', id: group.id };
}

function merged(now: Restrictions, asked: z.infer<typeof restrictionsSchema>): Restrictions {
  const all: Restrictions = { read: [...now.read], update: [...now.update] };
  for (const { operation, restrictions } of asked) {
    for (const { accountId } of restrictions.user ?? []) {
      if (!personByAccountId(accountId))
        throw new ConfluenceError(400, `No user found with account id : ${accountId}`);
      all[operation].push({ type: 'user', id: accountId });
    }
    for (const { id, name } of restrictions.group ?? []) all[operation].push(namedGroup(id ?? name));
  }
  return all;
}
