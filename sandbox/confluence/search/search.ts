import { type Context, Hono } from 'hono';
import { webPath } from '../content/content-links.ts';
import { type ContentRow, findContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { limitParameter, listParameter, numericId } from '../query-parameters.ts';
import { selectOne } from '../rows.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import type { SpaceRow } from '../spaces/spaces.ts';
import { v1UserJson } from '../users/users.ts';
import { v1ContentJson } from '../v1/v1-content.ts';
import { v1SpaceJson } from '../v1/v1-space.ts';
import { type Excerpt, type SearchRow, searchHits } from './search-hits.ts';
import { searchPeople } from './search-people.ts';

const excerpts: readonly Excerpt[] = ['highlight', 'indexed', 'highlight_unescaped', 'indexed_unescaped'];
const icons: Record<string, string> = {
  page: 'aui-icon content-type-page',
  blogpost: 'aui-icon content-type-blogpost',
  comment: 'icon-comment',
  space: 'aui-icon content-type-space',
};

/** CQL search over content and over people (REST v1). Pages by cursor; `start` is ignored, as the live site does. */
export function searchRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/rest/api/search', (c) => {
    const started = performance.now();
    const expand = listParameter(c, 'expand');
    const contentExpand = expand.map((name) => name.replace(/^content\./, ''));
    const page = searchPage(c, site, '/rest/api/search');
    return c.json({
      results: page.rows.map((row) => searchHit(c, site, row, contentExpand)),
      ...page.envelope,
      totalSize: page.total,
      cqlQuery: page.cql,
      searchDuration: Math.round(performance.now() - started),
      _links: page.links,
    });
  });

  app.get('/rest/api/content/search', (c) => {
    const expand = listParameter(c, 'expand');
    const page = searchPage(c, site, '/rest/api/content/search');
    const results = page.rows.flatMap((row) =>
      row.kind === 'space' ? [] : [v1ContentJson(c, site, row, expand)],
    );
    return c.json({ results, ...page.envelope, size: results.length, _links: page.links });
  });

  app.get('/rest/api/search/user', (c) => {
    const cql = requiredCql(c);
    const found = searchPeople(cql, c.get('caller'));
    const limit = limitParameter(c, 25, 100);
    const start = numericId(c.req.query('start') || '0', 'start');
    const rows = found.slice(start, start + limit);
    return c.json({
      results: rows.map((person) => ({
        user: v1UserJson(c, person),
        title: person.displayName,
        excerpt: '',
        url: `/people/${encodeURIComponent(person.accountId)}`,
        breadcrumbs: [],
        entityType: 'user',
        iconCssClass: 'aui-icon content-type-profile',
        lastModified: '2026-01-12T09:00:00.000Z',
        score: 0,
      })),
      start,
      limit,
      size: rows.length,
      totalSize: found.length,
      cqlQuery: cql,
      searchDuration: 1,
      _links: { base: wikiBase(c), context: '/wiki' },
    });
  });

  return app;
}

function requiredCql(c: Context): string {
  const cql = c.req.query('cql')?.trim();
  if (!cql) throw new ConfluenceError(400, "The parameter 'cql' is required");
  return cql;
}

function searchPage(c: Context<RestEnv>, site: Site, path: string) {
  const cql = requiredCql(c);
  const limit = limitParameter(c);
  const excerpt = excerpts.find((known) => known === (c.req.query('excerpt') ?? 'highlight')) ?? 'none';
  const { rows, total, nextCursor } = searchHits(site, {
    cql,
    limit,
    cursor: c.req.query('cursor'),
    excerpt,
    caller: c.get('caller'),
  });
  const links: Record<string, string> = {
    base: wikiBase(c),
    context: '/wiki',
    self: `${wikiBase(c)}${path}?cql=${encodeURIComponent(cql)}`,
  };
  if (nextCursor !== undefined) {
    const query = new URLSearchParams({ next: 'true', cursor: nextCursor, limit: String(limit), cql });
    const expand = c.req.query('expand');
    if (expand) query.set('expand', expand);
    links.next = `${path}?${query}`;
  }
  return { rows, total, cql, links, envelope: { start: 0, limit, size: rows.length } };
}

function searchHit(c: Context<RestEnv>, site: Site, row: SearchRow, expand: string[]) {
  const space = selectOne<SpaceRow>(site.db, 'SELECT * FROM confluence_space WHERE id = ?', row.space_id);
  const spaceUrl = `/spaces/${encodeURIComponent(space?.key ?? '')}`;
  const subject =
    row.kind === 'space'
      ? { space: space ? v1SpaceJson(c, space) : undefined }
      : { content: v1ContentJson(c, site, row, expand) };
  return {
    ...subject,
    title: row.marked_title,
    excerpt: row.excerpt,
    url: row.kind === 'space' ? spaceUrl : hitUrl(site, row),
    resultGlobalContainer: { title: space?.name ?? '', displayUrl: spaceUrl },
    breadcrumbs: [],
    entityType: row.kind === 'space' ? 'space' : 'content',
    iconCssClass: icons[row.kind] ?? '',
    lastModified: row.modified_at,
    friendlyLastModified: friendlyDate(row.modified_at),
    score: 0,
  };
}

function hitUrl(site: Site, row: SearchRow): string {
  const content: ContentRow | undefined = findContent(site, row.content_id ?? row.id);
  if (!content) return '';
  return row.kind === 'comment' ? `${webPath(content)}?focusedCommentId=${row.id}` : webPath(content);
}

function friendlyDate(iso: string): string {
  return new Date(iso).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
