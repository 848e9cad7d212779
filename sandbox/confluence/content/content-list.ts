import type { SQLInputValue } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { sendPage } from '../paging.ts';
import { visibleContent } from '../permissions.ts';
import { choiceParameter, idListParameter, listParameter, numericId } from '../query-parameters.ts';
import { selectOne } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireSpace } from '../spaces/spaces.ts';
import { bodyFormat } from './body-json.ts';
import { contentJson } from './content-json.ts';
import {
  type ContentRow,
  contentSelect,
  contentSelectWithoutBody,
  pathNames,
  type TextKind,
  titleKey,
} from './content-rows.ts';

const sorts: Record<string, string> = {
  id: 'c.id',
  'created-date': 'c.created_at',
  'modified-date': 'c.modified_at',
};

const rules = {
  page: {
    statuses: ['current', 'archived', 'deleted', 'trashed'],
    usual: ['current', 'archived'],
    sorts: { ...sorts, title: 'c.title_key' } as Record<string, string>,
  },
  blogpost: { statuses: ['current', 'deleted', 'trashed'], usual: ['current'], sorts },
};

/** Lists of pages or of blog posts: on the site, of a space, with a label. */
export function contentListRoutes(site: Site, kind: TextKind): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const name = pathNames[kind];

  app.get(`/api/v2/${name}`, (c) => sendContentList(c, site, kind, { spaceIds: spaceIds(c) }));

  app.get(`/api/v2/spaces/:id/${name}`, (c) => {
    const space = requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    const rootOnly = kind === 'page' && choiceParameter(c, 'depth', ['all', 'root']) === 'root';
    return sendContentList(c, site, kind, { spaceIds: [space.id], rootOnly });
  });

  app.get(`/api/v2/labels/:id/${name}`, (c) => {
    const labelId = numericId(c.req.param('id'));
    if (!selectOne(site.db, 'SELECT id FROM confluence_label WHERE id = ?', labelId))
      throw new ConfluenceError(404, `Cannot find a label with id [${labelId}]`);
    return sendContentList(c, site, kind, { spaceIds: spaceIds(c), labelId });
  });

  return app;
}

function spaceIds(c: Context): number[] {
  return atMost(100, 'space-id', idListParameter(c, 'space-id'));
}

function atMost(most: number, name: string, ids: number[]): number[] {
  if (ids.length > most)
    throw new ConfluenceError(400, `Too many values for '${name}'. At most ${most} are allowed.`);
  return ids;
}

function sendContentList(
  c: Context<RestEnv>,
  site: Site,
  kind: TextKind,
  scope: { spaceIds: number[]; rootOnly?: boolean; labelId?: number },
) {
  const visible = visibleContent(c.get('caller'), { id: 'c.id', spaceId: 'c.space_id' });
  const where = ['c.kind = ?', visible.sql];
  const params: SQLInputValue[] = [kind, ...visible.params];
  const among = (column: string, values: (string | number)[]): void => {
    if (values.length === 0) return;
    where.push(`${column} IN (${values.map(() => '?').join(', ')})`);
    params.push(...values);
  };
  among('c.status', askedStatuses(c, kind));
  among('c.id', atMost(250, 'id', idListParameter(c, 'id')));
  among('c.space_id', scope.spaceIds);
  const title = c.req.query('title');
  if (title !== undefined) among('c.title_key', [titleKey(title)]);
  const subtype = kind === 'page' ? choiceParameter(c, 'subtype', ['live', 'page']) : undefined;
  if (subtype !== undefined) where.push(`c.subtype IS ${subtype === 'live' ? "'live'" : 'NULL'}`);
  if (scope.rootOnly) where.push('c.parent_id IS NULL');
  if (scope.labelId !== undefined) {
    where.push('c.id IN (SELECT content_id FROM confluence_content_label WHERE label_id = ?)');
    params.push(scope.labelId);
  }
  const format = bodyFormat(c, 'list');
  const from = format === undefined ? contentSelectWithoutBody : contentSelect;
  return sendPage<ContentRow>(c, site, { from, where, params, id: 'c.id', ...sortOf(c, kind) }, (row) => ({
    ...contentJson(site, row, format),
    ...(kind === 'page' ? { subtype: row.subtype } : {}),
  }));
}

function askedStatuses(c: Context, kind: TextKind): string[] {
  const { statuses, usual } = rules[kind];
  const asked = listParameter(c, 'status');
  const unknown = asked.find((status) => !statuses.includes(status));
  if (unknown !== undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${unknown}} for 'status' is not valid. Expected one of: ${statuses.join(', ')}.`,
    );
  return asked.length === 0 ? usual : asked;
}

function sortOf(c: Context, kind: TextKind): { sortBy: string; descending: boolean } {
  const known = rules[kind].sorts;
  const asked = c.req.query('sort') || 'id';
  const sortBy = known[asked.replace(/^-/, '')];
  if (sortBy === undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${asked}} for 'sort' is not valid. Expected one of: ${Object.keys(known).join(', ')}.`,
    );
  return { sortBy, descending: asked.startsWith('-') };
}
