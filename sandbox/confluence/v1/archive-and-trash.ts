import { Hono } from 'hono';
import { z } from 'zod';
import { announceContent } from '../content/announce-content.ts';
import { type ContentRow, findContent } from '../content/content-rows.ts';
import { trashContent } from '../content/delete-content.ts';
import { ConfluenceError } from '../errors.ts';
import { startLongTask } from '../long-tasks/long-tasks.ts';
import { mayEdit } from '../permissions.ts';
import { readJson } from '../request-body.ts';
import { inTransaction } from '../rows.ts';
import { indexWithComments } from '../search/text-index.ts';
import type { RestEnv, Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import { withAllBelow } from './move-page.ts';
import { contentIdNotFound, requireOwnContent } from './v1-target.ts';

const archived = z.object({
  pages: z.array(z.object({ id: z.union([z.number(), z.string()]).transform(Number) })).max(300),
});

/** Long tasks over many pages: putting them into the archive, and a page with all below it into the trash (REST v1). */
export function archiveRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.post('/rest/api/content/archive', async (c) => {
    const caller = c.get('caller');
    const { pages } = await readJson(c, archived);
    const rows = pages.map(({ id }) => findContent(site, id));
    // Live sites start the work before they look, and fail on what is not there.
    if (rows.includes(undefined))
      throw new ConfluenceError(500, 'No page found for one of the ids to archive');
    const found = rows.filter(
      (row) => row?.kind === 'page' && row.status === 'current' && mayEdit(site, caller, row),
    );
    if (found.length < rows.length || rows.length === 0)
      throw new ConfluenceError(400, 'Every id must be that of a current page that you may archive');
    for (const row of found) if (row) archivePage(site, caller, row);
    const task = {
      nameKey: 'com.atlassian.confluence.archive.pages',
    };
    return c.json(startLongTask(site, caller, task), 202);
  });

  app.delete('/rest/api/content/:id/pageTree', (c) => {
    const caller = c.get('caller');
    const page = requireOwnContent(c, site);
    if (page.kind !== 'page' || page.status !== 'current')
      throw new ConfluenceError(400, 'Only a current page can be deleted with what is below it');
    const rows = withAllBelow(site, page.id).flatMap((id) => findContent(site, id) ?? []);
    const current = rows.filter((row) => row.status === 'current');
    if (current.some((row) => !mayEdit(site, caller, row))) throw contentIdNotFound(page.id);
    // The lowest first: a page that goes would send its children to the archive.
    for (const row of current.reverse()) trashContent(site, caller, row);
    const task = { nameKey: 'com.atlassian.confluence.delete.pagetree' };
    return c.json(startLongTask(site, caller, task), 202);
  });

  return app;
}

function archivePage(site: Site, person: Person, row: ContentRow): void {
  inTransaction(site.db, () => {
    site.db.prepare("UPDATE confluence_content SET status = 'archived' WHERE id = ?").run(row.id);
    indexWithComments(site, row.id);
  });
  announceContent(site, 'content.updated', row, person, { status: row.status });
}
