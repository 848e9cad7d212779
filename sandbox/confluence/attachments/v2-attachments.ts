import type { SQLInputValue } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { single } from '../content/content-json.ts';
import { requireContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { expansion } from '../expansion.ts';
import { labelJson, labelsOf } from '../labels/labels.ts';
import { sendPage } from '../paging.ts';
import { mayEdit, visibleContent } from '../permissions.ts';
import { propertyJson } from '../properties/properties.ts';
import { propertiesOf } from '../properties/property-store.ts';
import { choiceParameter, listParameter, numericId } from '../query-parameters.ts';
import type { RestEnv, Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import { attachmentJson } from './attachment-json.ts';
import {
  type AttachmentRow,
  attachmentNotFound,
  attachmentSelect,
  requireAttachment,
} from './attachment-rows.ts';
import {
  attachmentVersionJson,
  attachmentVersionsOf,
  requireAttachmentVersion,
} from './attachment-versions.ts';
import { deleteAttachment } from './write-attachment.ts';

const statuses = ['current', 'archived', 'trashed'];

/** Attachments over REST v2: lists, one of them, and deleting it. */
export function v2AttachmentRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/api/v2/attachments', (c) =>
    sendAttachments(c, site, ["c.status IN ('current', 'archived')"], []),
  );

  for (const kind of ['page', 'blogpost'] as const) {
    app.get(`/api/v2/${kind}s/:id/attachments`, (c) => {
      const content = requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind);
      return sendAttachments(c, site, ['a.content_id = ?'], [content.id]);
    });
  }

  app.get('/api/v2/attachments/:id', (c) => {
    const row = requireAttachment(site, c.get('caller'), c.req.param('id'));
    const asked = c.req.query('version');
    const shown = asked ? { ...row, ...requireAttachmentVersion(site, row, asked) } : row;
    return c.json(
      single(c, {
        ...attachmentJson(shown),
        ...(c.req.query('include-version') === 'false' ? { version: undefined } : {}),
        ...expansion(c, 'labels', () => labelsOf(site, row.id, c.get('caller')).map(labelJson)),
        ...expansion(c, 'properties', () => propertiesOf(site, row.id).map(propertyJson)),
        ...expansion(c, 'operations', () => operationsOn(site, c.get('caller'), row)),
        ...expansion(c, 'versions', () => attachmentVersionsOf(site, row.id).map(attachmentVersionJson)),
      }),
    );
  });

  app.delete('/api/v2/attachments/:id', (c) => {
    const asked = c.req.param('id');
    const row = requireAttachment(site, c.get('caller'), asked);
    const purge = c.req.query('purge') === 'true';
    const isGone = row.status === 'trashed' && !purge;
    if (isGone || !mayEdit(site, c.get('caller'), { id: row.content_id, space_id: row.space_id }))
      throw attachmentNotFound(asked);
    deleteAttachment(site, c.get('caller'), row, purge);
    return c.body(null, 204);
  });

  return app;
}

function operationsOn(site: Site, person: Person, row: AttachmentRow) {
  const isEditor = mayEdit(site, person, { id: row.content_id, space_id: row.space_id });
  const operations = isEditor ? ['read', 'update', 'delete'] : ['read'];
  return operations.map((operation) => ({ operation, targetType: 'attachment' }));
}

function sendAttachments(c: Context<RestEnv>, site: Site, among: string[], amongParams: SQLInputValue[]) {
  const visible = visibleContent(c.get('caller'), { id: 'a.content_id', spaceId: 'c.space_id' });
  const where = [...among, visible.sql];
  const params = [...amongParams, ...visible.params];
  const wanted = askedStatuses(c);
  where.push(`a.status IN (${wanted.map(() => '?').join(', ')})`);
  params.push(...wanted);
  const filters = { 'a.media_type': c.req.query('mediaType'), 'a.title': c.req.query('filename') };
  for (const [column, value] of Object.entries(filters)) {
    if (!value) continue;
    where.push(`${column} = ?`);
    params.push(value);
  }
  const sort = choiceParameter(c, 'sort', [
    'created-date',
    '-created-date',
    'modified-date',
    '-modified-date',
  ]);
  const column = sort?.endsWith('modified-date') ? 'a.modified_at' : 'a.created_at';
  return sendPage<AttachmentRow>(
    c,
    site,
    {
      from: attachmentSelect,
      where,
      params,
      sortBy: sort === undefined ? 'a.id' : column,
      id: 'a.id',
      descending: sort?.startsWith('-') ?? false,
      usualLimit: 50,
    },
    attachmentJson,
  );
}

function askedStatuses(c: Context): string[] {
  const asked = listParameter(c, 'status');
  const unknown = asked.find((status) => !statuses.includes(status));
  if (unknown !== undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${unknown}} for 'status' is not valid. Expected one of: ${statuses.join(', ')}.`,
    );
  return asked.length === 0 ? ['current', 'archived'] : asked;
}
