import type { SQLInputValue } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { attachmentNotFound, requireAttachment } from '../attachments/attachment-rows.ts';
import { v1AttachmentJson } from '../attachments/v1-attachment-json.ts';
import { type ContentRow, contentSelect, findContent, titleKey } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { visibleContent } from '../permissions.ts';
import { choiceParameter, listParameter, numericId } from '../query-parameters.ts';
import { selectAll, selectOne } from '../rows.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { requireSpaceByKey } from '../spaces/spaces.ts';
import { type Expand, expandParameter } from './expand.ts';
import { goneOnGateway } from './gone.ts';
import { collectionJson, type Slice, sliceOf } from './v1-collection.ts';
import { v1ContentJson, v1Single } from './v1-content.ts';
import { type V1Version, v1HistoryJson } from './v1-history.ts';
import { contentAsV1, type V1Row } from './v1-rows.ts';
import { contentIdNotFound, requireV1 } from './v1-target.ts';

const usualMembers = ['history', 'space', 'version'];
const orders: Record<string, string> = {
  id: 'c.id',
  title: 'c.title_key',
  created: 'c.created_at',
  createddate: 'c.created_at',
  modified: 'c.modified_at',
  lastmodified: 'c.modified_at',
};

/** Reading pages, blog posts and comments as clients did before v2: lists, one by id, and history. */
export function readContentRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/rest/api/content', goneOnGateway, (c) => {
    const type = choiceParameter(c, 'type', ['page', 'blogpost']) ?? 'page';
    return c.json(contentList(c, site, { type, spaceKey: c.req.query('spaceKey') }));
  });

  // Both types side by side, as the answer always was; with a type, only that list.
  app.get('/rest/api/space/:key/content', goneOnGateway, (c) => {
    const spaceKey = c.req.param('key');
    const list = (type: 'page' | 'blogpost') => contentList(c, site, { type, spaceKey, depth: depthOf(c) });
    const links = { base: wikiBase(c), context: '/wiki' };
    return c.json({ page: list('page'), blogpost: list('blogpost'), _links: links });
  });

  app.get('/rest/api/space/:key/content/:type', goneOnGateway, (c) => {
    const type = c.req.param('type');
    if (type !== 'page' && type !== 'blogpost')
      throw new ConfluenceError(400, `Unsupported content type in a space: ${type}`);
    return c.json(contentList(c, site, { type, spaceKey: c.req.param('key'), depth: depthOf(c) }));
  });

  app.get('/rest/api/content/:id', goneOnGateway, (c) => {
    const expand = expandParameter(c, usualMembers);
    if (c.req.param('id').startsWith('att')) return c.json(attachment(c, site, expand));
    const row = requireV1(c, site, askedStatuses(c));
    const number = c.req.query('version');
    const shown = number === undefined ? row : atVersion(site, row, numericId(number, 'version'));
    return c.json(v1Single(c, site, shown, expand));
  });

  app.get('/rest/api/content/:id/history', goneOnGateway, (c) => {
    const row = requireV1(c, site);
    const content = findContent(site, row.content_id ?? row.id);
    if (!content || row.kind === 'comment') throw contentIdNotFound(row.id);
    return c.json(v1HistoryJson(c, site, content, historyExpand(c)));
  });

  return app;
}

function attachment(c: Context<RestEnv>, site: Site, expand: Expand) {
  const row = requireAttachment(site, c.get('caller'), c.req.param('id'));
  if (!askedStatuses(c).some((status) => status === row.status || status === 'any'))
    throw attachmentNotFound(c.req.param('id'));
  const json = v1AttachmentJson(c, site, row, expand);
  return { ...json, _links: { ...json._links, context: '/wiki', base: wikiBase(c) } };
}

function contentList(
  c: Context<RestEnv>,
  site: Site,
  asked: { type: 'page' | 'blogpost'; spaceKey: string | undefined; depth?: 'all' | 'root' },
) {
  const visible = visibleContent(c.get('caller'), { id: 'c.id', spaceId: 'c.space_id' });
  const where = ['c.kind = ?', visible.sql];
  const params: SQLInputValue[] = [asked.type, ...visible.params];
  const add = (condition: string, ...values: SQLInputValue[]): void => {
    where.push(condition);
    params.push(...values);
  };
  const statuses = askedStatuses(c);
  if (!statuses.includes('any')) add(`c.status IN (${statuses.map(() => '?').join(', ')})`, ...statuses);
  if (asked.spaceKey) {
    const space = requireSpaceByKey(site, c.get('caller'), asked.spaceKey);
    add('c.space_id = ?', space.id);
    // The first level of a space is what stands below its homepage, and the homepage itself.
    if (asked.depth === 'root') add('(c.parent_id IS NULL OR c.parent_id = ?)', space.homepage_id);
  }
  const title = c.req.query('title');
  if (title) add('c.title_key = ?', titleKey(title));
  const day = c.req.query('postingDay');
  if (day) add('substr(c.created_at, 1, 10) = ?', day);
  const slice = sliceOf(c, 25, 200);
  const rows = selectAll<ContentRow>(
    site.db,
    `${contentSelect} WHERE ${where.join(' AND ')} ORDER BY ${orderOf(c)} LIMIT ? OFFSET ?`,
    ...params,
    slice.limit + 1,
    slice.start,
  );
  return listJson(c, site, rows.map(contentAsV1), slice, expandParameter(c));
}

function listJson(c: Context<RestEnv>, site: Site, rows: V1Row[], slice: Slice, expand: Expand) {
  const results = rows.slice(0, slice.limit).map((row) => v1ContentJson(c, site, row, expand));
  return collectionJson(c, results, slice, rows.length > slice.limit);
}

function depthOf(c: Context): 'all' | 'root' {
  return choiceParameter(c, 'depth', ['all', 'root']) ?? 'all';
}

/** @throws ConfluenceError 400 for an order that is none */
function orderOf(c: Context): string {
  const [field = '', direction = 'asc'] = (c.req.query('orderby') || 'id').trim().split(/[\s+]+/);
  const column = orders[field.toLowerCase()];
  if (column === undefined || !/^(asc|desc)$/i.test(direction))
    throw new ConfluenceError(400, `Cannot order content by: ${c.req.query('orderby')}`);
  return `${column} ${direction}, c.id ${direction}`;
}

function askedStatuses(c: Context): string[] {
  const asked = listParameter(c, 'status').map((status) => status.toLowerCase());
  const known = ['current', 'trashed', 'draft', 'archived', 'historical', 'any'];
  const unknown = asked.find((status) => !known.includes(status));
  if (unknown !== undefined) throw new ConfluenceError(400, `Unknown content status: ${unknown}`);
  return asked.length === 0 ? ['current'] : asked;
}

function historyExpand(c: Context): Expand {
  return expandParameter(c, ['lastUpdated', 'previousVersion', 'nextVersion', 'contributors']);
}

function atVersion(site: Site, row: V1Row, number: number): V1Row {
  const version = selectOne<V1Version & { title: string; body: string }>(
    site.db,
    'SELECT * FROM confluence_version WHERE content_id = ? AND number = ?',
    row.id,
    number,
  );
  if (!version || row.kind === 'comment') throw contentIdNotFound(row.id);
  return { ...row, version: number, title: version.title, body: version.body };
}
