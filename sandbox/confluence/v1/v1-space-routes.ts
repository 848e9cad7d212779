import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { findContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { labelJson, labelsOf } from '../labels/labels.ts';
import { startLongTask } from '../long-tasks/long-tasks.ts';
import { mayAdministerSpace, mayRead } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { idSchema, readJson } from '../request-body.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { spaceOperations } from '../spaces/space-permissions.ts';
import { requireSpaceByKey, type SpaceRow } from '../spaces/spaces.ts';
import { createSpace, deleteSpace, updateSpace } from '../spaces/write-space.ts';
import { groups } from '../users/groups.ts';
import { type Expand, expandTree } from './expand.ts';
import { v1ContentJson } from './v1-content.ts';
import { v1SpaceJson } from './v1-space.ts';

const descriptionSchema = z.object({ plain: z.object({ value: z.string().default('') }) });
const subjectList = <Item extends z.ZodType>(item: Item) => z.object({ results: z.array(item) }).optional();

const newSpace = z.object({
  name: z.string(),
  key: z.string().optional(),
  alias: z.string().optional(),
  description: descriptionSchema.optional(),
  permissions: z
    .array(
      z.object({
        subjects: z
          .object({
            user: subjectList(z.object({ accountId: z.string() })),
            group: subjectList(z.object({ name: z.string().optional(), id: z.string().optional() })),
          })
          .optional(),
        operation: z.object({ operation: z.string(), targetType: z.string() }),
        anonymousAccess: z.boolean().optional(),
      }),
    )
    .optional(),
});
type NewSpace = z.infer<typeof newSpace>;

const changedSpace = z.object({
  name: z.string().optional(),
  description: descriptionSchema.optional(),
  homepage: z.object({ id: idSchema }).optional(),
  status: z.string().optional(),
});

/** Spaces over REST v1: create, private ones too, change, and delete as a long task. */
export function v1SpaceRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.post('/rest/api/space', async (c) => {
    const asked = await readJson(c, newSpace);
    const row = create(c, site, asked, subjectsOf(asked.permissions ?? []));
    return c.json(spaceJson(c, site, row, expandTree(['description.plain', 'homepage', 'permissions'])));
  });

  app.post('/rest/api/space/_private', async (c) => {
    const only = [c.get('caller').accountId];
    const row = create(c, site, await readJson(c, newSpace), { readers: only, writers: only });
    return c.json(spaceJson(c, site, row, expandTree(['description.plain', 'homepage', 'permissions'])));
  });

  app.put('/rest/api/space/:key', async (c) => {
    const space = requireOwnSpace(c, site);
    const asked = await readJson(c, changedSpace);
    const homepageId = asked.homepage && numericId(asked.homepage.id, 'homepage.id');
    const homepage = homepageId === undefined ? undefined : findContent(site, homepageId);
    if (homepageId !== undefined && (homepage?.space_id !== space.id || homepage.kind !== 'page'))
      throw new ConfluenceError(400, `The homepage with id ${homepageId} is no page of the space`);
    const status = asked.status?.toLowerCase();
    if (status !== undefined && status !== 'current' && status !== 'archived')
      throw new ConfluenceError(400, `Provided value {${asked.status}} for 'status' is not valid.`);
    const row = updateSpace(site, c.get('caller'), space, {
      ...(asked.name === undefined ? {} : { name: asked.name }),
      ...(asked.description ? { description: asked.description.plain.value } : {}),
      ...(homepageId === undefined ? {} : { homepageId }),
      ...(status === undefined ? {} : { status }),
    });
    return c.json(single(c, spaceJson(c, site, row, expandTree(['description.plain', 'homepage']))));
  });

  app.delete('/rest/api/space/:key', (c) => {
    const space = requireOwnSpace(c, site);
    const caller = c.get('caller');
    deleteSpace(site, caller, space);
    const task = { nameKey: 'com.atlassian.confluence.delete.space' };
    return c.json(startLongTask(site, caller, task), 202);
  });

  return app;
}

/** A space with whatever `expand` asks for. */
function spaceJson(c: Context<RestEnv>, site: Site, row: SpaceRow, expand: Expand) {
  const homepage = row.homepage_id === null ? undefined : findContent(site, row.homepage_id);
  return v1SpaceJson(c, row, expand, {
    labels: () => {
      const slice = { start: 0, limit: 200 };
      const labels = labelsOf(site, row.id, c.get('caller'));
      const results = labels.map((label) => ({ ...labelJson(label), label: label.name }));
      return { results, ...slice, size: results.length };
    },
    operations: () => spaceOperations(site, c.get('caller'), row),
    homepage: (below) =>
      homepage && mayRead(site, c.get('caller'), homepage.id)
        ? v1ContentJson(c, site, { ...homepage, content_id: homepage.id }, below)
        : undefined,
  });
}

function single<Json extends { _links: object }>(c: Context, json: Json) {
  return { ...json, _links: { ...json._links, base: wikiBase(c), context: '/wiki' } };
}

/** @throws ConfluenceError 404 for a space one may not see, 403 for one that is somebody else's */
function requireOwnSpace(c: Context<RestEnv>, site: Site): SpaceRow {
  const space = requireSpaceByKey(site, c.get('caller'), c.req.param('key') ?? '');
  if (!mayAdministerSpace(c.get('caller'), space))
    throw new ConfluenceError(403, `Current user is not permitted to administer the space ${space.key}`);
  return space;
}

function create(
  c: Context<RestEnv>,
  site: Site,
  asked: NewSpace,
  subjects: { readers?: string[]; writers?: string[] },
): SpaceRow {
  const key = asked.key ?? asked.alias;
  if (key === undefined) throw new ConfluenceError(400, "Either 'key' or 'alias' must be given");
  return createSpace(site, c.get('caller'), {
    key,
    alias: asked.alias ?? null,
    name: asked.name,
    description: asked.description?.plain.value ?? '',
    ...subjects,
  });
}

// With permissions in the request, the space is open to exactly those named.
function subjectsOf(permissions: NonNullable<NewSpace['permissions']>) {
  if (permissions.length === 0) return {};
  const readers = new Set<string>();
  const writers = new Set<string>();
  for (const { subjects, operation } of permissions) {
    const named = [
      ...(subjects?.user?.results ?? []).map((user) => user.accountId),
      ...(subjects?.group?.results ?? []).flatMap(
        (asked) => groups.find(({ id, name }) => id === asked.id || name === asked.name)?.id ?? [],
      ),
    ];
    for (const subject of named) {
      readers.add(subject);
      if (operation.operation === 'create' || operation.operation === 'administer') writers.add(subject);
    }
  }
  return { readers: [...readers], writers: [...writers] };
}
