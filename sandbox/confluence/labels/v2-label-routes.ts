import type { SQLInputValue } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { requireAttachment } from '../attachments/attachment-rows.ts';
import { requireContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { sendPage } from '../paging.ts';
import { visibleContent } from '../permissions.ts';
import { choiceParameter, idListParameter, listParameter, numericId } from '../query-parameters.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireSpace } from '../spaces/spaces.ts';
import { type LabelRow, labelJson } from './labels.ts';
import { visibleLabels } from './visible-labels.ts';

const prefixes = ['my', 'team', 'global', 'system'];
const carried = 'l.id IN (SELECT label_id FROM confluence_content_label WHERE content_id = ?)';

/** Labels over REST v2, which reads them only: of the site, of a page, blog post, attachment or space. */
export function v2LabelRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/api/v2/labels', (c) => {
    const ids = idListParameter(c, 'label-id');
    const visible = visibleLabels(c.get('caller'));
    const where = ids.length === 0 ? [] : [`l.id IN (${ids.map(() => '?').join(', ')})`];
    return sendLabels(c, site, [visible.sql, ...where], [...visible.params, ...ids]);
  });

  for (const kind of ['page', 'blogpost'] as const) {
    app.get(`/api/v2/${kind}s/:id/labels`, (c) => {
      const row = requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind);
      return sendLabels(c, site, [carried], [row.id]);
    });
  }

  app.get('/api/v2/attachments/:id/labels', (c) => {
    const row = requireAttachment(site, c.get('caller'), c.req.param('id'));
    return sendLabels(c, site, [carried], [row.id]);
  });

  app.get('/api/v2/spaces/:id/labels', (c) => {
    const space = requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    return sendLabels(c, site, [carried], [space.id]);
  });

  app.get('/api/v2/spaces/:id/content/labels', (c) => {
    const space = requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    const visible = visibleContent(c.get('caller'), { id: 'k.id', spaceId: 'k.space_id' });
    const onContent = `l.id IN (SELECT cl.label_id FROM confluence_content_label cl
      JOIN confluence_content k ON k.id = cl.content_id WHERE k.space_id = ? AND k.status = 'current' AND ${visible.sql})`;
    return sendLabels(c, site, [onContent], [space.id, ...visible.params]);
  });

  for (const carrier of [
    'pages/:id',
    'blogposts/:id',
    'attachments/:id',
    'spaces/:id',
    'spaces/:id/content',
  ]) {
    app.on(
      ['POST', 'PUT', 'DELETE'],
      [`/api/v2/${carrier}/labels`, `/api/v2/${carrier}/labels/:label`],
      () => {
        throw new ConfluenceError(405, 'Method Not Allowed');
      },
    );
  }

  return app;
}

function sendLabels(c: Context<RestEnv>, site: Site, where: string[], params: SQLInputValue[]) {
  const asked = listParameter(c, 'prefix');
  const unknown = asked.find((prefix) => !prefixes.includes(prefix));
  if (unknown !== undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${unknown}} for 'prefix' is not valid. Expected one of: ${prefixes.join(', ')}.`,
    );
  const sort =
    choiceParameter(c, 'sort', ['id', '-id', 'name', '-name', 'created-date', '-created-date']) ?? 'id';
  const ofPrefix = asked.length === 0 ? [] : [`l.prefix IN (${asked.map(() => '?').join(', ')})`];
  return sendPage<LabelRow>(
    c,
    site,
    {
      from: 'SELECT l.id, l.prefix, l.name FROM confluence_label l',
      where: [...where, "l.owner_id IN ('', ?)", ...ofPrefix],
      params: [...params, c.get('caller').accountId, ...asked],
      // Ids are given in the order of creation.
      sortBy: sort.endsWith('name') ? 'l.name' : 'l.id',
      id: 'l.id',
      descending: sort.startsWith('-'),
    },
    labelJson,
  );
}
