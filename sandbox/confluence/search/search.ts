import { type Context, Hono } from 'hono';
import { z } from 'zod';
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
import { searchHits } from './search-hits.ts';
import { searchPeople } from './search-people.ts';
import type { Excerpt, SearchRow } from './shown-rows.ts';

const excerpts: readonly Excerpt[] = ['highlight', 'indexed', 'highlight_unescaped', 'indexed_unescaped'];
const icons: Record<string, string> = {
  page: 'aui-icon content-type-page',
  blogpost: 'aui-icon content-type-blogpost',
  comment: 'icon-comment',
  attachment: 'content-type-attachment-unknown',
  whiteboard: 'aui-icon content-type-whiteboard',
  folder: 'aui-icon content-type-folder',
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

  app.get('/rest/api/search/user', (c) => {
    const cql = requiredCql(c);
    const found = searchPeople(cql, c.get('caller'));
    const limit = limitParameter(c, 25, 100);
    const start = numericId(c.req.query('start') || '0', 'start');
    const rows = found.slice(start, start + limit);
    const query = new URLSearchParams({ cql, limit: String(limit), start: String(start + limit) });
    const next = start + limit < found.length ? { next: `/rest/api/search/user?${query}` } : {};
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
      _links: { base: wikiBase(c), context: '/wiki', ...next },
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
  const limit = limitParameter(c, 25, highestLimit(listParameter(c, 'expand')));
  const excerpt = excerpts.find((known) => known === (c.req.query('excerpt') ?? 'highlight')) ?? 'none';
  const { rows, total, nextCursor } = searchHits(site, {
    cql,
    limit,
    cursor: c.req.query('cursor'),
    excerpt,
    caller: c.get('caller'),
    spaces: searchedSpaces(c),
    ...cqlContext(c),
  });
  const links: Record<string, string> = {
    base: wikiBase(c),
    context: '/wiki',
    self: `${wikiBase(c)}${path}?cql=${encodeURIComponent(cql)}`,
  };
  if (nextCursor !== undefined) {
    const query = new URLSearchParams({ next: 'true', cursor: nextCursor, limit: String(limit), cql });
    for (const name of ['expand', 'cqlcontext', 'includeArchivedSpaces', 'excludeCurrentSpaces']) {
      for (const value of c.req.queries(name) ?? []) query.append(name, value);
    }
    links.next = `${path}?${query}`;
  }
  return { rows, total, cql, links, envelope: { start: 0, limit, size: rows.length } };
}

/** Bodies make a page of hits heavy, so fewer are given at once. */
function highestLimit(expand: string[]): number {
  if (expand.some((name) => /(^|\.)body\.(export_view|styled_view)/.test(name))) return 25;
  return expand.some((name) => /(^|\.)body\b/.test(name)) ? 50 : 250;
}

function searchedSpaces(c: Context): ('current' | 'archived')[] {
  if (c.req.query('excludeCurrentSpaces') === 'true') return ['archived'];
  return c.req.query('includeArchivedSpaces') === 'true' ? ['current', 'archived'] : ['current'];
}

const contextSchema = z.object({
  spaceKey: z.string().optional(),
  contentId: z.union([z.string(), z.number()]).transform(String).optional(),
  contentStatuses: z.array(z.string()).optional(),
});

/** Where the search is made from, for `currentSpace()` and `currentContent()`. @throws ConfluenceError 400 */
function cqlContext(c: Context): { spaceKey?: string; contentId?: string } {
  const text = c.req.query('cqlcontext');
  if (!text) return {};
  try {
    const { spaceKey, contentId } = contextSchema.parse(JSON.parse(text));
    return {
      ...(spaceKey === undefined ? {} : { spaceKey }),
      ...(contentId === undefined ? {} : { contentId }),
    };
  } catch {
    throw new ConfluenceError(400, `Could not parse cqlcontext : ${text}`);
  }
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

// Made once: a formatter is dear to make and cheap to use.
const friendly = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

function friendlyDate(iso: string): string {
  return friendly.format(new Date(iso));
}
