import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { mayRead } from '../permissions.ts';
import { listParameter, numericId } from '../query-parameters.ts';
import { originOf, type RestEnv, type Site } from '../site.ts';
import {
  type AttachmentRow,
  attachmentNamed,
  attachmentNotFound,
  requireAttachment,
} from './attachment-rows.ts';
import { requireAttachmentVersion } from './attachment-versions.ts';
import { mediaPath } from './media.ts';

/** Ways to a file's bytes: each leads to a link that can be followed without credentials for a while. */
export function downloadRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/rest/api/content/:id/child/attachment/:attachment/download', (c) => {
    const contentId = numericId(c.req.param('id'));
    const asked = c.req.param('attachment');
    const row = requireAttachment(site, c.get('caller'), asked);
    const statuses = listParameter(c, 'status');
    const isAllowed = (statuses.length === 0 ? ['current'] : statuses).includes(row.status);
    if (row.content_id !== contentId || !isAllowed) throw attachmentNotFound(asked);
    return redirect(c, site, row);
  });

  app.get('/api/v2/attachments/:id/thumbnail/download', (c) =>
    redirect(c, site, requireAttachment(site, c.get('caller'), c.req.param('id'))),
  );

  for (const kind of ['attachments', 'thumbnails']) {
    app.get(`/download/${kind}/:id/:name`, (c) => {
      const contentId = numericId(c.req.param('id'));
      const row = mayRead(site, c.get('caller'), contentId)
        ? attachmentNamed(site, contentId, c.req.param('name'))
        : undefined;
      if (!row) throw new ConfluenceError(404, 'Not Found');
      return redirect(c, site, row);
    });
  }

  return app;
}

function redirect(c: Context<RestEnv>, site: Site, row: AttachmentRow) {
  const asked = c.req.query('version');
  const fileId = asked ? fileOfVersion(site, row, asked) : row.file_id;
  return c.redirect(`${originOf(c)}${mediaPath(site, { fileId, name: row.title })}`, 302);
}

function fileOfVersion(site: Site, row: AttachmentRow, asked: string): string {
  const number = numericId(asked, 'version');
  if (number < 1 || number > row.version)
    throw new ConfluenceError(
      400,
      `There is no version ${number} of the attachment: its latest version is ${row.version}`,
    );
  return requireAttachmentVersion(site, row, asked).file_id;
}
