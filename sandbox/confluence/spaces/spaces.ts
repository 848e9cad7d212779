import { Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { sendPage } from '../paging.ts';
import { maySeeSpace, mayWrite, visibleSpaces } from '../permissions.ts';
import {
  choiceParameter,
  idListParameter,
  limitParameter,
  listParameter,
  numericId,
} from '../query-parameters.ts';
import { selectAll, selectOne } from '../rows.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { escapeHtml } from '../storage/html-parts.ts';
import type { Person } from '../users/people.ts';
import { v1SpaceJson } from '../v1/v1-space.ts';

export type SpaceRow = {
  id: number;
  key: string;
  name: string;
  type: string;
  status: string;
  description: string;
  author_id: string;
  created_at: string;
  homepage_id: number | null;
};

export function findSpaceByKey(site: Site, key: string): SpaceRow | undefined {
  return selectOne<SpaceRow>(site.db, 'SELECT * FROM confluence_space WHERE key = ?', key);
}

/** The space that something is stored in, whoever asks. */
export function storedSpace(site: Site, id: number): SpaceRow {
  const row = selectOne<SpaceRow>(site.db, 'SELECT * FROM confluence_space WHERE id = ?', id);
  if (!row) throw new Error(`Space ${id} is not stored`);
  return row;
}

/** A space as this person may see it. @throws ConfluenceError 404 when there is none they may see */
export function requireSpace(site: Site, person: Person, id: number): SpaceRow {
  const row = selectOne<SpaceRow>(site.db, 'SELECT * FROM confluence_space WHERE id = ?', id);
  if (!row || !maySeeSpace(site, person, id))
    throw new ConfluenceError(404, `Cannot find a space with id [${id}]`);
  return row;
}

/** @throws ConfluenceError 404 when the space is not there, or the person may not write in it: v2 tells no difference */
export function requireWritableSpace(site: Site, person: Person, id: number): SpaceRow {
  const space = requireSpace(site, person, id);
  if (!mayWrite(site, person, space.id))
    throw new ConfluenceError(404, `Cannot find a space with id [${id}] in which you may create content`);
  return space;
}

const sorts: Record<string, string> = { id: 's.id', key: 's.key', name: 's.name' };

/** Spaces over REST v2, and the two reading calls of v1 that clients still use. */
export function spaceRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/api/v2/spaces', (c) => {
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
    among('s.type', listParameter(c, 'type'));
    among('s.status', listParameter(c, 'status'));
    const asked = c.req.query('sort') || 'id';
    const sortBy = sorts[asked.replace(/^-/, '')];
    if (sortBy === undefined)
      throw new ConfluenceError(400, `Provided value {${asked}} for 'sort' is not valid.`);
    const format = choiceParameter(c, 'description-format', ['plain', 'view']);
    return sendPage<SpaceRow>(
      c,
      site,
      {
        from: 'SELECT s.* FROM confluence_space s',
        where,
        params,
        sortBy,
        id: 's.id',
        descending: asked.startsWith('-'),
      },
      (row) => spaceJson(row, format),
    );
  });

  app.get('/api/v2/spaces/:id', (c) => {
    const row = requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    const format = choiceParameter(c, 'description-format', ['plain', 'view']);
    const json = spaceJson(row, format);
    return c.json({ ...json, _links: { ...json._links, base: wikiBase(c) } });
  });

  app.get('/rest/api/space', (c) => {
    const keys = listParameter(c, 'spaceKey').map((key) => key.toUpperCase());
    const visible = visibleSpaces(c.get('caller'), 's.id');
    const all = selectAll<SpaceRow>(
      site.db,
      `SELECT s.* FROM confluence_space s WHERE ${visible.sql} ORDER BY s.id`,
      ...visible.params,
    );
    const wanted = all.filter((row) => keys.length === 0 || keys.includes(row.key.toUpperCase()));
    const limit = limitParameter(c, 25, 500);
    const start = numericId(c.req.query('start') ?? '0', 'start');
    const results = wanted.slice(start, start + limit).map((row) => v1SpaceJson(c, row));
    const next =
      start + limit < wanted.length ? { next: `/rest/api/space?start=${start + limit}&limit=${limit}` } : {};
    const links = { self: `${wikiBase(c)}/rest/api/space`, base: wikiBase(c), context: '/wiki', ...next };
    return c.json({ results, start, limit, size: results.length, _links: links });
  });

  app.get('/rest/api/space/:key', (c) => {
    const row = findSpaceByKey(site, c.req.param('key'));
    if (!row || !maySeeSpace(site, c.get('caller'), row.id))
      throw new ConfluenceError(404, `No space with key : ${c.req.param('key')}`);
    return c.json(v1SpaceJson(c, row));
  });

  return app;
}

function spaceJson(row: SpaceRow, format: 'plain' | 'view' | undefined) {
  const value = format === 'view' ? `<p>${escapeHtml(row.description)}</p>` : row.description;
  return {
    id: String(row.id),
    key: row.key,
    name: row.name,
    type: row.type,
    status: row.status,
    authorId: row.author_id,
    spaceOwnerId: row.author_id,
    currentActiveAlias: row.key,
    createdAt: row.created_at,
    homepageId: row.homepage_id === null ? null : String(row.homepage_id),
    description: format === undefined ? null : { [format]: { representation: format, value } },
    icon: null,
    _links: { webui: `/spaces/${encodeURIComponent(row.key)}` },
  };
}
