import type { SQLInputValue } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { expansion } from '../expansion.ts';
import { labelJson, labelsOf } from '../labels/labels.ts';
import { sendPage } from '../paging.ts';
import { visibleSpaces } from '../permissions.ts';
import { propertyJson } from '../properties/properties.ts';
import { propertiesOf } from '../properties/property-store.ts';
import { choiceParameter, idListParameter, listParameter, numericId } from '../query-parameters.ts';
import { readJson } from '../request-body.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { spaceJson } from './space-json.ts';
import { roleAssignments, spaceGrants, spaceOperations, spaceRoles } from './space-permissions.ts';
import { requireSpace, type SpaceRow } from './spaces.ts';
import { createSpace } from './write-space.ts';

const sorts: Record<string, string> = { id: 's.id', key: 's.key', name: 's.name' };
const types = [
  'global',
  'collaboration',
  'knowledge_base',
  'personal',
  'system',
  'onboarding',
  'xflow_sample_space',
] as const;
const statuses = ['current', 'archived', 'trashed'] as const;

const newSpace = z.object({
  name: z.string(),
  key: z.string().optional(),
  alias: z.string().optional(),
  description: z.object({ value: z.string().default(''), representation: z.string().optional() }).optional(),
  createPrivateSpace: z.boolean().default(false),
  roleAssignments: z
    .array(z.object({ principal: z.object({ principalId: z.string() }), roleId: z.string() }))
    .optional(),
});

/** Spaces over REST v2: list, one by id, create, and who may do what in one. */
export function spaceRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/api/v2/spaces', (c) => {
    const { where, params } = spaceFilters(c);
    const asked = c.req.query('sort') || 'id';
    const sortBy = sorts[asked.replace(/^-/, '')];
    if (sortBy === undefined)
      throw new ConfluenceError(
        400,
        `Provided value {${asked}} for 'sort' is not valid. Expected one of: id, key, name.`,
      );
    const show = shownOf(c);
    const descending = asked.startsWith('-');
    return sendPage<SpaceRow>(
      c,
      site,
      { from: 'SELECT s.* FROM confluence_space s', where, params, sortBy, id: 's.id', descending },
      (row) => spaceJson(row, show),
    );
  });

  app.post('/api/v2/spaces', async (c) => {
    const asked = await readJson(c, newSpace);
    const caller = c.get('caller');
    const key = asked.key ?? asked.alias;
    if (key === undefined) throw new ConfluenceError(400, "Either 'key' or 'alias' must be given");
    const only = asked.createPrivateSpace ? [caller.accountId] : undefined;
    const row = createSpace(site, caller, {
      key,
      alias: asked.alias ?? null,
      name: asked.name,
      description: asked.description?.value ?? '',
      ...(only ? { readers: only, writers: only } : rolesGiven(asked.roleAssignments)),
    });
    const json = spaceJson(row, { description: 'plain', icon: false });
    return c.json({ ...json, _links: { ...json._links, base: wikiBase(c) } }, 201);
  });

  app.get('/api/v2/spaces/:id', (c) => {
    const row = requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    const json = spaceJson(row, shownOf(c));
    return c.json({ ...json, ...expansions(c, site, row), _links: { ...json._links, base: wikiBase(c) } });
  });

  app.get('/api/v2/spaces/:id/operations', (c) => {
    const row = requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    return c.json({ operations: spaceOperations(site, c.get('caller'), row) });
  });

  app.get('/api/v2/spaces/:id/permissions', (c) => {
    const row = requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    return sendList(c, site, spaceGrants(row));
  });

  app.get('/api/v2/spaces/:id/role-assignments', (c) => {
    const row = requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    const roleId = c.req.query('role-id');
    const found = roleAssignments(row).filter((one) => roleId === undefined || one.roleId === roleId);
    return sendList(c, site, found);
  });

  app.get('/api/v2/space-roles', (c) => sendList(c, site, spaceRoles.map(roleJson)));

  app.get('/api/v2/space-roles/:id', (c) => {
    const role = spaceRoles.find(({ id }) => id === c.req.param('id'));
    if (!role) throw new ConfluenceError(404, `Cannot find a space role with id [${c.req.param('id')}]`);
    return c.json(roleJson(role));
  });

  app.get('/api/v2/space-role-mode', (c) => c.json({ mode: 'ROLES' }));

  return app;
}

function spaceFilters(c: Context<RestEnv>): { where: string[]; params: SQLInputValue[] } {
  const visible = visibleSpaces(c.get('caller'), 's.id');
  const where = [visible.sql];
  const params = [...visible.params];
  const among = (column: string, values: (string | number)[]): void => {
    if (values.length === 0) return;
    where.push(`${column} IN (${values.map(() => '?').join(', ')})`);
    params.push(...values);
  };
  among('s.id', idListParameter(c, 'ids'));
  among('s.key', listParameter(c, 'keys'));
  const type = choiceParameter(c, 'type', types);
  if (type) among('s.type', [type]);
  const status = choiceParameter(c, 'status', statuses);
  if (status) among('s.status', [status]);
  const labels = listParameter(c, 'labels').map((name) => name.toLowerCase());
  if (labels.length > 0) {
    where.push(`s.id IN (SELECT cl.content_id FROM confluence_content_label cl JOIN confluence_label l ON l.id = cl.label_id
      WHERE l.name IN (${labels.map(() => '?').join(', ')}) AND l.owner_id IN ('', ?))`);
    params.push(...labels, c.get('caller').accountId);
  }
  for (const [parameter, word] of [
    ['favorited-by', 'IN'],
    ['not-favorited-by', 'NOT IN'],
  ] as const) {
    const accountId = c.req.query(parameter);
    if (!accountId) continue;
    where.push(`s.id ${word} (SELECT target_id FROM confluence_favourite WHERE account_id = ?)`);
    params.push(accountId);
  }
  return { where, params };
}

function shownOf(c: Context) {
  return {
    description: choiceParameter(c, 'description-format', ['plain', 'view']),
    icon: c.req.query('include-icon') === 'true',
  };
}

function expansions(c: Context<RestEnv>, site: Site, row: SpaceRow): object {
  return {
    ...expansion(c, 'labels', () => labelsOf(site, row.id, c.get('caller')).map(labelJson)),
    ...expansion(c, 'properties', () => propertiesOf(site, row.id).map(propertyJson)),
    ...expansion(c, 'operations', () => spaceOperations(site, c.get('caller'), row)),
    ...expansion(c, 'permissions', () => spaceGrants(row)),
    ...expansion(c, 'role-assignments', () => roleAssignments(row)),
  };
}

function rolesGiven(assignments: z.infer<typeof newSpace>['roleAssignments']) {
  if (!assignments || assignments.length === 0) return {};
  const [admin, collaborator, viewer] = spaceRoles;
  const known: string[] = [admin.id, collaborator.id, viewer.id];
  const unknown = assignments.find(({ roleId }) => !known.includes(roleId));
  if (unknown) throw new ConfluenceError(400, `Cannot find a space role with id [${unknown.roleId}]`);
  if (!assignments.some(({ roleId }) => roleId === admin.id))
    throw new ConfluenceError(400, 'At least one assignment must be of the role Admin');
  const subjects = (some: typeof assignments) => some.map(({ principal }) => principal.principalId);
  return {
    readers: subjects(assignments),
    writers: subjects(assignments.filter(({ roleId }) => roleId !== viewer.id)),
  };
}

function roleJson(role: (typeof spaceRoles)[number]) {
  const { operations, ...json } = role;
  return { ...json, spacePermissions: operations.map(({ key, targetType }) => `${key}/${targetType}`) };
}

/** Pages through a list that is made up, not stored. */
function sendList(c: Context<RestEnv>, site: Site, results: object[]) {
  return sendPage<{ value: string }>(
    c,
    site,
    {
      from: 'SELECT j.value FROM json_each(?) j',
      where: [],
      params: [JSON.stringify(results)],
      sortBy: 'j.id',
      id: 'j.id',
    },
    (row) => JSON.parse(row.value),
  );
}
