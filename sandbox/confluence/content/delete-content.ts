import type { Context } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { mayEdit } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import type { RestEnv, Site } from '../site.ts';
import { type ContentKind, contentNotFound, requireContent } from './content-rows.ts';
import { purgeContent, trashContent } from './write-content.ts';

/** Answers DELETE: to the trash; with `purge=true` out of the trash for good; with `draft=true` a draft for good. */
export function deleteContent(c: Context<RestEnv>, site: Site, kind: ContentKind) {
  const id = numericId(c.req.param('id'));
  const row = requireContent(site, c.get('caller'), id, kind);
  if (!mayEdit(site, c.get('caller'), row)) throw contentNotFound(id, kind);
  const wantsDraft = c.req.query('draft') === 'true';
  if (c.req.query('purge') === 'true') {
    if (row.status !== 'trashed') throw new ConfluenceError(400, 'Only content in the trash can be purged');
    purgeContent(site, row);
  } else if (wantsDraft && row.status === 'draft') {
    purgeContent(site, row);
  } else {
    if (wantsDraft || row.status === 'draft' || row.status === 'trashed') throw contentNotFound(id, kind);
    trashContent(site, row);
  }
  return c.body(null, 204);
}
