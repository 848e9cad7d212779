import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { mayEdit, mayRead } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { readJson } from '../request-body.ts';
import { inTransaction } from '../rows.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { v1AuthorJson } from '../users/users.ts';
import { collectionOf, sliceOf } from '../v1/v1-collection.ts';
import { type ContentRow, findContent } from './content-rows.ts';
import { requireVersion, type VersionRow, versionsOf } from './versions.ts';
import { updateContent } from './write-content.ts';

const restoreSchema = z.object({
  operationKey: z.literal('restore'),
  params: z.object({
    versionNumber: z.number().int(),
    message: z.string().default(''),
    restoreTitle: z.boolean().default(false),
  }),
});

/** Versions over REST v1: list, read, make an old one the newest again, delete an old one. */
export function v1VersionRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const path = '/rest/api/content/:id/version';

  app.get(path, (c) => {
    const row = requireText(c, site);
    return c.json(
      collectionOf(c, versionsOf(site, row.id), sliceOf(c, 25, 200), (version) => versionJson(c, version)),
    );
  });

  app.get(`${path}/:number`, (c) => {
    const row = requireText(c, site);
    const version = requireVersion(site, row.id, numericId(c.req.param('number'), 'versionNumber'));
    return c.json(versionJson(c, version));
  });

  app.post(path, async (c) => {
    const { params } = await readJson(c, restoreSchema);
    const row = requireChangeable(c, site);
    const old = requireVersion(site, row.id, params.versionNumber);
    updateContent(site, c.get('caller'), row, {
      status: 'current',
      title: params.restoreTitle ? old.title : row.title,
      body: old.body,
      version: { number: row.version + 1, message: params.message },
    });
    return c.json(versionJson(c, requireVersion(site, row.id, row.version + 1)));
  });

  app.delete(`${path}/:number`, (c) => {
    const row = requireChangeable(c, site);
    const version = requireVersion(site, row.id, numericId(c.req.param('number'), 'versionNumber'));
    if (version.number === row.version)
      throw new ConfluenceError(400, 'The current version can not be deleted');
    deleteVersion(site, row.id, version.number);
    return c.body(null, 204);
  });

  return app;
}

// The versions above move down, so that the numbers go from 1 to the newest without a gap.
function deleteVersion(site: Site, contentId: number, number: number): void {
  inTransaction(site.db, () => {
    site.db
      .prepare('DELETE FROM confluence_version WHERE content_id = ? AND number = ?')
      .run(contentId, number);
    // By way of negative numbers: no two versions may have the same number, not even for a moment.
    site.db
      .prepare('UPDATE confluence_version SET number = 1 - number WHERE content_id = ? AND number > ?')
      .run(contentId, number);
    site.db
      .prepare('UPDATE confluence_version SET number = -number WHERE content_id = ? AND number < 0')
      .run(contentId);
    site.db.prepare('UPDATE confluence_content SET version = version - 1 WHERE id = ?').run(contentId);
  });
}

function requireText(c: Context<RestEnv>, site: Site): ContentRow {
  const id = numericId(c.req.param('id'));
  const row = findContent(site, id);
  const hasText = row?.kind === 'page' || row?.kind === 'blogpost';
  if (!row || !hasText || row.status === 'draft' || !mayRead(site, c.get('caller'), id))
    throw new ConfluenceError(404, `No content found with id: ContentId{id=${id}}`);
  return row;
}

function requireChangeable(c: Context<RestEnv>, site: Site): ContentRow {
  const row = requireText(c, site);
  if (!mayEdit(site, c.get('caller'), row))
    throw new ConfluenceError(403, 'User does not have permission to change this content');
  if (row.status === 'trashed') throw new ConfluenceError(400, 'The content is in the trash');
  return row;
}

function versionJson(c: Context, version: VersionRow) {
  return {
    by: v1AuthorJson(c, version.author_id),
    when: version.created_at,
    friendlyWhen: new Date(version.created_at).toLocaleDateString('en-US', {
      month: 'short',
      day: '2-digit',
      year: 'numeric',
      timeZone: 'UTC',
    }),
    message: version.message,
    number: version.number,
    minorEdit: version.minor_edit === 1,
    contentTypeModified: false,
    _expandable: {
      collaborators: '',
      content: `/rest/api/content/${version.content_id}?status=historical&version=${version.number}`,
    },
    _links: {
      self: `${wikiBase(c)}/rest/api/content/${version.content_id}/version/${version.number}`,
    },
  };
}
