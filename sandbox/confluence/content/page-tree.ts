import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { sendPage } from '../paging.ts';
import { visibleContent } from '../permissions.ts';
import { limitParameter, numericId } from '../query-parameters.ts';
import { selectAll } from '../rows.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import type { Person } from '../users/people.ts';
import { type ContentKind, type ContentRow, pathNames, requireContent } from './content-rows.ts';

type ChildRow = {
  id: number;
  kind: ContentKind;
  status: string;
  title: string;
  space_id: number;
  parent_id: number;
  position: number | null;
  depth: number;
};

const childSorts: Record<string, string> = {
  id: 'c.id',
  'created-date': 'c.created_at',
  'modified-date': 'c.modified_at',
  'child-position': 'c.position',
};
const contentSorts: Record<string, string> = { ...childSorts, title: 'c.title_key' };

/** Where a page, whiteboard or folder stands: what is below it, and its ancestors from the top down. */
export function pageTreeRoutes(site: Site, kind: Exclude<ContentKind, 'blogpost'>): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const path = `/api/v2/${pathNames[kind]}/:id`;
  const rowOf = (c: Context<RestEnv>): ContentRow =>
    requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind);

  if (kind === 'page')
    app.get(`${path}/children`, (c) =>
      sendChildren(c, site, rowOf(c), { sorts: childSorts, where: ["c.kind = 'page'"] }, (row) => ({
        ...childJson(row),
        spaceId: String(row.space_id),
      })),
    );

  app.get(`${path}/direct-children`, (c) =>
    sendChildren(c, site, rowOf(c), { sorts: contentSorts, where: [] }, directChildJson),
  );

  app.get(`${path}/descendants`, (c) => sendDescendants(c, site, rowOf(c)));

  app.get(`${path}/ancestors`, (c) => {
    const limit = limitParameter(c);
    const results = ancestorsOf(site, rowOf(c).id)
      .slice(-limit)
      .map((one) => ({ id: String(one.id), type: one.kind }));
    return c.json({ results, _links: { base: wikiBase(c) } });
  });

  return app;
}

/** What something stands below, the highest first. */
function ancestorsOf(site: Site, id: number): { id: number; kind: ContentKind }[] {
  return selectAll(
    site.db,
    `WITH RECURSIVE above (id, kind, parent_id, height) AS (
       SELECT id, kind, parent_id, 0 FROM confluence_content WHERE id = ?
       UNION SELECT c.id, c.kind, c.parent_id, above.height + 1
         FROM confluence_content c JOIN above ON c.id = above.parent_id)
     SELECT id, kind FROM above WHERE height > 0 ORDER BY height DESC`,
    id,
  );
}

/** The first children of all kinds that a person may see, in their order. */
export function directChildrenOf(site: Site, person: Person, parentId: number, limit: number) {
  const visible = visibleContent(person, { id: 'c.id', spaceId: 'c.space_id' });
  return selectAll<ChildRow>(
    site.db,
    `SELECT c.* FROM confluence_content c WHERE c.parent_id = ? AND c.status = 'current' AND ${visible.sql}
      ORDER BY c.position, c.id LIMIT ?`,
    parentId,
    ...visible.params,
    limit,
  ).map(directChildJson);
}

function sendChildren(
  c: Context<RestEnv>,
  site: Site,
  parent: ContentRow,
  listing: { sorts: Record<string, string>; where: string[] },
  toResult: (row: ChildRow) => object,
) {
  const asked = c.req.query('sort') || 'child-position';
  const sortBy = listing.sorts[asked.replace(/^-/, '')];
  if (sortBy === undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${asked}} for 'sort' is not valid. Expected one of: ${Object.keys(listing.sorts).join(', ')}.`,
    );
  const visible = visibleContent(c.get('caller'), { id: 'c.id', spaceId: 'c.space_id' });
  return sendPage<ChildRow>(
    c,
    site,
    {
      from: 'SELECT c.id, c.kind, c.status, c.title, c.space_id, c.parent_id, c.position FROM confluence_content c',
      where: ["c.parent_id = ? AND c.status = 'current'", ...listing.where, visible.sql],
      params: [parent.id, ...visible.params],
      sortBy,
      id: 'c.id',
      descending: asked.startsWith('-'),
    },
    toResult,
  );
}

/** All that is below, level by level, `depth` levels down (2 unless asked for). */
function sendDescendants(c: Context<RestEnv>, site: Site, top: ContentRow) {
  const depth = c.req.query('depth') || '2';
  if (!/^([1-9]|10)$/.test(depth))
    throw new ConfluenceError(
      400,
      `Provided value {${depth}} for 'depth' is not valid. Expected a number from 1 to 10.`,
    );
  const visible = visibleContent(c.get('caller'), { id: 'd.id', spaceId: 'd.space_id' });
  return sendPage<ChildRow>(
    c,
    site,
    {
      from: `SELECT d.* FROM (WITH RECURSIVE below AS (
          SELECT id, kind, status, title, space_id, parent_id, position, 1 AS depth FROM confluence_content
           WHERE parent_id = ${top.id} AND status = 'current'
          UNION ALL SELECT k.id, k.kind, k.status, k.title, k.space_id, k.parent_id, k.position, below.depth + 1
            FROM confluence_content k JOIN below ON k.parent_id = below.id
           WHERE k.status = 'current' AND below.depth < ${Number(depth)})
        SELECT * FROM below) d`,
      where: [visible.sql],
      params: visible.params,
      sortBy: 'd.depth',
      id: 'd.id',
    },
    (row) => ({ ...directChildJson(row), parentId: String(row.parent_id), depth: row.depth }),
  );
}

function directChildJson(row: ChildRow) {
  return { ...childJson(row), type: row.kind };
}

function childJson(row: ChildRow) {
  return { id: String(row.id), status: row.status, title: row.title, childPosition: row.position };
}
