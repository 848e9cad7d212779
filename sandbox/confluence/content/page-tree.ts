import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { sendPage } from '../paging.ts';
import { visibleContent } from '../permissions.ts';
import { limitParameter, numericId } from '../query-parameters.ts';
import { selectAll } from '../rows.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { requireContent } from './content-rows.ts';

type ChildRow = { id: number; status: string; title: string; space_id: number; position: number };

const sorts: Record<string, string> = {
  id: 'c.id',
  'created-date': 'c.created_at',
  'modified-date': 'c.modified_at',
  'child-position': 'c.position',
};

/** Where a page stands: its children, and its ancestors from the top down. */
export function pageTreeRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/api/v2/pages/:id/children', (c) =>
    sendChildren(c, site, (row) => ({ ...childJson(row), spaceId: String(row.space_id) })),
  );

  app.get('/api/v2/pages/:id/direct-children', (c) =>
    sendChildren(c, site, (row) => ({ ...childJson(row), type: 'page' })),
  );

  app.get('/api/v2/pages/:id/ancestors', (c) => {
    const page = requireContent(site, c.get('caller'), numericId(c.req.param('id')), 'page');
    const ancestors = selectAll<{ id: number }>(
      site.db,
      `WITH RECURSIVE above (id, parent_id, height) AS (
         SELECT id, parent_id, 0 FROM confluence_content WHERE id = ?
         UNION SELECT c.id, c.parent_id, above.height + 1 FROM confluence_content c JOIN above ON c.id = above.parent_id)
       SELECT id FROM above WHERE height > 0 ORDER BY height DESC`,
      page.id,
    );
    const results = ancestors.slice(-limitParameter(c)).map(({ id }) => ({ id: String(id), type: 'page' }));
    return c.json({ results, _links: { base: wikiBase(c) } });
  });

  return app;
}

function sendChildren(c: Context<RestEnv>, site: Site, toResult: (row: ChildRow) => object) {
  const page = requireContent(site, c.get('caller'), numericId(c.req.param('id')), 'page');
  const asked = c.req.query('sort') || 'child-position';
  const sortBy = sorts[asked.replace(/^-/, '')];
  if (sortBy === undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${asked}} for 'sort' is not valid. Expected one of: ${Object.keys(sorts).join(', ')}.`,
    );
  const visible = visibleContent(c.get('caller'), { id: 'c.id', spaceId: 'c.space_id' });
  return sendPage<ChildRow>(
    c,
    site,
    {
      from: 'SELECT c.id, c.status, c.title, c.space_id, c.position FROM confluence_content c',
      where: ["c.parent_id = ? AND c.status = 'current'", visible.sql],
      params: [page.id, ...visible.params],
      sortBy,
      id: 'c.id',
      descending: asked.startsWith('-'),
    },
    toResult,
  );
}

function childJson(row: ChildRow) {
  return { id: String(row.id), status: row.status, title: row.title, childPosition: row.position };
}
