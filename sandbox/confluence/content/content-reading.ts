import type { SQLInputValue } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { labelJson, labelsOf } from '../labels/labels.ts';
import { sendPage } from '../paging.ts';
import { visibleContent } from '../permissions.ts';
import { idListParameter, listParameter, numericId } from '../query-parameters.ts';
import { selectOne } from '../rows.ts';
import { type RestEnv, type Site, sitePath } from '../site.ts';
import { requireSpace } from '../spaces/spaces.ts';
import { bodyFormat, contentJson, single } from './content-json.ts';
import { type ContentRow, contentNotFound, contentSelect, requireContent, titleKey } from './content-rows.ts';
import { versionJson, versionsOf } from './versions.ts';

const sorts: Record<string, string> = {
  id: 'c.id',
  'created-date': 'c.created_at',
  'modified-date': 'c.modified_at',
  title: 'c.title_key',
};
type TextKind = 'page' | 'blogpost';

const statuses = {
  page: { known: ['current', 'archived', 'deleted', 'trashed'], usual: ['current', 'archived'] },
  blogpost: { known: ['current', 'deleted', 'trashed'], usual: ['current'] },
};

/** Lists of pages or of blog posts (on the site, of a space), and one of them by id. */
export function contentReadingRoutes(site: Site, kind: TextKind): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const name = kind === 'page' ? 'pages' : 'blogposts';

  app.get(`/api/v2/${name}`, (c) => {
    const spaceIds = idListParameter(c, 'space-id');
    return sendContentList(c, site, kind, { spaceIds });
  });

  app.get(`/api/v2/spaces/:id/${name}`, (c) => {
    const space = requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    const rootOnly = kind === 'page' && c.req.query('depth') === 'root';
    return sendContentList(c, site, kind, { spaceIds: [space.id], rootOnly });
  });

  app.get(`/api/v2/labels/:id/${name}`, (c) => {
    const labelId = numericId(c.req.param('id'));
    if (!selectOne(site.db, 'SELECT id FROM confluence_label WHERE id = ?', labelId))
      throw new ConfluenceError(404, `Cannot find a label with id [${labelId}]`);
    return sendContentList(c, site, kind, { spaceIds: idListParameter(c, 'space-id'), labelId });
  });

  app.get(`/api/v2/${name}/:id`, (c) => {
    const row = requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind);
    const format = bodyFormat(c, 'single');
    const asked = listParameter(c, 'status');
    const wantsDraft = c.req.query('get-draft') === 'true' || asked.includes('draft');
    if (row.status === 'draft' && !wantsDraft) throw contentNotFound(row.id, kind);
    const number = c.req.query('version');
    const body = number === undefined ? row.body : bodyOfVersion(site, row, number);
    return c.json(single(c, { ...contentJson(site, row, format, body), ...expansions(c, site, row) }));
  });

  return app;
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
  among('c.id', idListParameter(c, 'id'));
  among('c.space_id', scope.spaceIds);
  const title = c.req.query('title');
  if (title !== undefined) among('c.title_key', [titleKey(title)]);
  if (scope.rootOnly) where.push('c.parent_id IS NULL');
  if (scope.labelId !== undefined) {
    where.push('c.id IN (SELECT content_id FROM confluence_content_label WHERE label_id = ?)');
    params.push(scope.labelId);
  }
  const format = bodyFormat(c, 'list');
  return sendPage<ContentRow>(
    c,
    site,
    { from: contentSelect, where, params, id: 'c.id', ...sortOf(c) },
    (row) => ({
      ...contentJson(site, row, format),
      ...(kind === 'page' ? { subtype: null } : {}),
    }),
  );
}

function askedStatuses(c: Context, kind: TextKind): string[] {
  const asked = listParameter(c, 'status');
  const unknown = asked.find((status) => !statuses[kind].known.includes(status));
  if (unknown !== undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${unknown}} for 'status' is not valid. Expected one of: ${statuses[kind].known.join(', ')}.`,
    );
  return asked.length === 0 ? statuses[kind].usual : asked;
}

function sortOf(c: Context): { sortBy: string; descending: boolean } {
  const asked = c.req.query('sort') || 'id';
  const sortBy = sorts[asked.replace(/^-/, '')];
  if (sortBy === undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${asked}} for 'sort' is not valid. Expected one of: ${Object.keys(sorts).join(', ')}.`,
    );
  return { sortBy, descending: asked.startsWith('-') };
}

function bodyOfVersion(site: Site, row: ContentRow, number: string): string {
  const version = selectOne<{ body: string }>(
    site.db,
    'SELECT body FROM confluence_version WHERE content_id = ? AND number = ?',
    row.id,
    numericId(number, 'version'),
  );
  if (!version)
    throw new ConfluenceError(404, `Cannot find version [${number}] of the content with id [${row.id}]`);
  return version.body;
}

// Present only when asked for, at most 50 rows each.
function expansions(c: Context<RestEnv>, site: Site, row: ContentRow): object {
  const expansion = (name: string, results: object[]) => ({
    [name]: {
      results: results.slice(0, 50),
      meta: { hasMore: results.length > 50, cursor: null },
      _links: { self: `${sitePath(c)}/${name}` },
    },
  });
  return {
    ...(c.req.query('include-labels') === 'true'
      ? expansion('labels', labelsOf(site, row.id).map(labelJson))
      : {}),
    ...(c.req.query('include-versions') === 'true'
      ? expansion('versions', versionsOf(site, row.id).map(versionJson))
      : {}),
  };
}
