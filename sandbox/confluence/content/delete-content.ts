import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { numericId } from '../query-parameters.ts';
import { inTransaction } from '../rows.ts';
import { indexWithComments } from '../search/text-index.ts';
import type { RestEnv, Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import { announceContent } from './announce-content.ts';
import {
  type ContentKind,
  type ContentRow,
  contentNotFound,
  pathNames,
  requireEditable,
  wasPurged,
} from './content-rows.ts';
import { dropDraft } from './drafts.ts';

/** DELETE: to the trash; with `purge=true` out of the trash for good; with `draft=true` a draft for good. */
export function deleteContentRoutes(site: Site, kind: ContentKind): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  app.delete(`/api/v2/${pathNames[kind]}/:id`, (c) => {
    deleteContent(c, site, kind);
    return c.body(null, 204);
  });
  return app;
}

function deleteContent(c: Context<RestEnv>, site: Site, kind: ContentKind): void {
  const caller = c.get('caller');
  const id = numericId(c.req.param('id'));
  // A live site fails here as well: it does not say 404 for what was deleted for good.
  if (wasPurged(site, id)) throw new ConfluenceError(500, 'Internal Server Error');
  const row = requireEditable(site, caller, id, kind);
  const hasText = kind === 'page' || kind === 'blogpost';
  if (hasText && c.req.query('purge') === 'true') {
    if (row.status !== 'trashed') throw new ConfluenceError(400, 'Only content in the trash can be purged');
    purgeContent(site, caller, row);
  } else if (hasText && c.req.query('draft') === 'true') {
    if (row.status === 'draft') purgeContent(site, caller, row);
    else if (!dropDraft(site, id)) throw contentNotFound(id, kind);
  } else {
    if (row.status === 'draft' || row.status === 'trashed') throw contentNotFound(id, kind);
    trashContent(site, caller, row);
  }
}

/** Puts content into the trash. Its children stay, archived and without a parent. */
function trashContent(site: Site, actor: Person, row: ContentRow): void {
  inTransaction(site.db, () => {
    site.db.prepare("UPDATE confluence_content SET status = 'trashed' WHERE id = ?").run(row.id);
    const children = site.db
      .prepare(
        `UPDATE confluence_content SET status = 'archived', parent_id = NULL, position = NULL
          WHERE parent_id = ? AND status = 'current' RETURNING id`,
      )
      .all(row.id);
    dropDraft(site, row.id);
    indexWithComments(site, row.id);
    for (const child of children) indexWithComments(site, Number(child.id));
  });
  announceContent(site, 'content.trashed', row, actor, {
    title: row.title,
    parentId: row.parent_id,
    status: row.status,
  });
}

/** Removes content for good, with its versions and comments. */
function purgeContent(site: Site, actor: Person, row: ContentRow): void {
  inTransaction(site.db, () => {
    site.db.prepare('DELETE FROM confluence_content WHERE id = ?').run(row.id);
    site.db.prepare('INSERT OR IGNORE INTO confluence_purged (id) VALUES (?)').run(row.id);
  });
  // A draft was nobody else's business, and neither is its end.
  if (row.status !== 'draft')
    announceContent(site, 'content.purged', row, actor, {
      title: row.title,
      kind: row.kind,
      authorId: row.author_id,
    });
}
