import type { SQLInputValue } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { expansion } from '../expansion.ts';
import { labelJson, labelsOf } from '../labels/labels.ts';
import { sendPage } from '../paging.ts';
import { visibleSpaces } from '../permissions.ts';
import { propertyJson } from '../properties/properties.ts';
import { propertiesOf } from '../properties/property-store.ts';
import { choiceParameter, idListParameter, listParameter, numericId } from '../query-parameters.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { spaceJson } from './space-json.ts';
import { roleAssignments, spaceGrants, spaceOperations } from './space-permissions.ts';
import { requireSpace, type SpaceRow } from './spaces.ts';

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

/** Spaces over REST v2: list, and one by id. */
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

  app.get('/api/v2/spaces/:id', (c) => {
    const row = requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    const json = spaceJson(row, shownOf(c));
    return c.json({ ...json, ...expansions(c, site, row), _links: { ...json._links, base: wikiBase(c) } });
  });

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
  if (c.req.query('favorited-by') || c.req.query('not-favorited-by'))
    throw new ConfluenceError(400, 'Spaces can not be listed by favourites here');
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
