import { Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { sendPage } from '../paging.ts';
import { choiceParameter, numericId } from '../query-parameters.ts';
import { selectAll, selectOne } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';
import { bodyFormat, bodyJson } from './body-json.ts';
import { pathNames, requireContent, type TextKind } from './content-rows.ts';

export type VersionRow = {
  content_id: number;
  number: number;
  author_id: string;
  created_at: string;
  message: string;
  minor_edit: number;
  title: string;
  body: string;
};

export function versionJson(row: VersionRow) {
  return {
    number: row.number,
    authorId: row.author_id,
    message: row.message,
    createdAt: row.created_at,
    minorEdit: row.minor_edit === 1,
  };
}

/** Every version of a page or blog post, newest first. */
export function versionsOf(site: Site, contentId: number): VersionRow[] {
  return selectAll<VersionRow>(
    site.db,
    'SELECT * FROM confluence_version WHERE content_id = ? ORDER BY number DESC',
    contentId,
  );
}

/** The versions of a page or blog post, and the details of one. */
export function versionRoutes(site: Site, kind: TextKind): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const name = pathNames[kind];

  app.get(`/api/v2/${name}/:id/versions`, (c) => {
    const row = requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind);
    const format = bodyFormat(c, 'list');
    const descending = choiceParameter(c, 'sort', ['modified-date', '-modified-date']) !== 'modified-date';
    return sendPage<VersionRow>(
      c,
      site,
      {
        from: 'SELECT v.* FROM confluence_version v',
        where: ['v.content_id = ?'],
        params: [row.id],
        sortBy: 'v.number',
        id: 'v.number',
        descending,
      },
      (version) => ({
        ...versionJson(version),
        [kind]: {
          id: String(row.id),
          title: version.title,
          ...(format ? { body: bodyJson(site, version.body, row.space_id, format, row.id) } : {}),
        },
      }),
    );
  });

  app.get(`/api/v2/${name}/:id/versions/:number`, (c) => {
    const row = requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind);
    const number = numericId(c.req.param('number'), 'version-number');
    const version = requireVersion(site, row.id, number);
    return c.json({
      ...versionJson(version),
      contentTypeModified: false,
      collaborators: [version.author_id],
      prevVersion: number > 1 ? number - 1 : null,
      nextVersion: number < row.version ? number + 1 : null,
    });
  });

  return app;
}

/** @throws ConfluenceError 404 when the content has no such version */
export function requireVersion(site: Site, contentId: number, number: number): VersionRow {
  const version = selectOne<VersionRow>(
    site.db,
    'SELECT * FROM confluence_version WHERE content_id = ? AND number = ?',
    contentId,
    number,
  );
  if (!version)
    throw new ConfluenceError(404, `Cannot find version [${number}] of the content with id [${contentId}]`);
  return version;
}
