import { Hono } from 'hono';
import { announceContent } from '../content/announce-content.ts';
import { type ContentRow, findContent } from '../content/content-rows.ts';
import { nextPosition } from '../content/placing.ts';
import { checkTitle } from '../content/titles.ts';
import { ConfluenceError } from '../errors.ts';
import { mayWrite } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { inTransaction, selectAll } from '../rows.ts';
import { indexWithComments } from '../search/text-index.ts';
import type { RestEnv, Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import { contentIdNotFound, requireOwnContent, requireV1Own } from './v1-target.ts';

type Position = 'before' | 'after' | 'append';
const positions: readonly Position[] = ['before', 'after', 'append'];

/** Moving a page below another, or before or behind one, into another space too (REST v1). It is no new version. */
export function movePageRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.put('/rest/api/content/:id/move/:position/:targetId', (c) => {
    const position = positions.find((known) => known === c.req.param('position'));
    if (!position)
      throw new ConfluenceError(
        400,
        `Provided value {${c.req.param('position')}} for 'position' is not valid.`,
      );
    const page = requireOwnContent(c, site);
    const found = requireV1Own(c, site, numericId(c.req.param('targetId'), 'targetId'), 'see');
    if (page.kind === 'blogpost' || page.status !== 'current') throw contentIdNotFound(page.id);
    if ('comment' in found || found.content.kind === 'blogpost' || found.content.status !== 'current')
      throw new ConfluenceError(404, `No page found with id: ${c.req.param('targetId')}`);
    movePage(site, c.get('caller'), page, position, found.content);
    return c.json({ pageId: String(page.id) });
  });

  return app;
}

/** @throws ConfluenceError 400 for a place below itself or a title that is taken there, 403 for a space one may not write in */
function movePage(
  site: Site,
  person: Person,
  page: ContentRow,
  position: Position,
  target: ContentRow,
): void {
  if (!mayWrite(site, person, target.space_id))
    throw new ConfluenceError(403, 'User is not permitted to create a page in the target space');
  const below = withAllBelow(site, page.id);
  const parentId = position === 'append' ? target.id : target.parent_id;
  if (page.id === target.id || (parentId !== null && below.includes(parentId)))
    throw new ConfluenceError(400, 'A page can not be moved below itself');
  const otherSpace = target.space_id !== page.space_id;
  if (otherSpace) {
    for (const id of below) {
      const row = findContent(site, id);
      if (row) checkTitle(site, { ...row, spaceId: target.space_id, createdAt: row.created_at });
    }
  }
  inTransaction(site.db, () => {
    const place = position === 'append' ? nextPosition(site, parentId) : (target.position ?? 1);
    if (position !== 'append') openPlace(site, parentId, page.id, target, position);
    const shift = position === 'after' ? 1 : 0;
    site.db
      .prepare('UPDATE confluence_content SET parent_id = ?, position = ? WHERE id = ?')
      .run(parentId, place + shift, page.id);
    if (!otherSpace) return;
    const enter = site.db.prepare('UPDATE confluence_content SET space_id = ? WHERE id = ?');
    for (const id of below) enter.run(target.space_id, id);
    for (const id of below) indexWithComments(site, id);
  });
  const moved = findContent(site, page.id) ?? page;
  announceContent(site, 'content.moved', moved, person, {
    parentId: page.parent_id,
    ...(otherSpace ? { spaceId: page.space_id } : {}),
  });
}

// Moves the brothers and sisters on by one, from the place that is wanted.
function openPlace(
  site: Site,
  parentId: number | null,
  pageId: number,
  target: ContentRow,
  position: Position,
): void {
  site.db
    .prepare(
      `UPDATE confluence_content SET position = position + 1
        WHERE parent_id IS ? AND space_id = ? AND id <> ? AND position ${position === 'before' ? '>=' : '>'} ?`,
    )
    .run(parentId, target.space_id, pageId, target.position ?? 1);
}

/** A page and everything below it, in the trash or not, from the top down. */
function withAllBelow(site: Site, id: number): number[] {
  return selectAll<{ id: number }>(
    site.db,
    `WITH RECURSIVE below (id, height) AS (SELECT ?, 0
       UNION SELECT c.id, below.height + 1 FROM confluence_content c JOIN below ON c.parent_id = below.id)
     SELECT id FROM below ORDER BY height, id`,
    id,
  ).map((row) => row.id);
}
