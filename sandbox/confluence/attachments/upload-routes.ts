import { type Context, Hono } from 'hono';
import { type ContentRow, findContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { mayEdit, mayRead } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { inTransaction } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';
import { expandParameter, expandTree } from '../v1/expand.ts';
import { collectionJson } from '../v1/v1-collection.ts';
import {
  type AttachmentRow,
  attachmentNamed,
  attachmentNotFound,
  requireAttachment,
} from './attachment-rows.ts';
import { type FormPart, readMultipart, textOfPart } from './multipart.ts';
import { v1AttachmentJson } from './v1-attachment-json.ts';
import { addAttachment, announceAttachment, type NewFile, replaceFile } from './write-attachment.ts';

const path = '/rest/api/content/:id/child/attachment';

/** Attachments over REST v1: uploading those of a page or blog post, and new versions. */
export function uploadRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.on(['POST', 'PUT'], path, async (c) => {
    if (!isNoForgery(c)) return sendForged(c);
    const content = requireEditableContainer(c, site);
    const files = await uploadedFiles(c);
    const written = inTransaction(site.db, () =>
      files.map((file) => {
        const known = c.req.method === 'PUT' ? attachmentNamed(site, content.id, file.name) : undefined;
        return known
          ? replaceFile(site, c.get('caller'), known, file)
          : addAttachment(site, c.get('caller'), content.id, file);
      }),
    );
    for (const row of written)
      announceAttachment(
        site,
        row.version === 1 ? 'attachment.created' : 'attachment.updated',
        row,
        c.get('caller'),
      );
    const results = written.map((row) => v1AttachmentJson(c, site, row, usual(c)));
    return c.json(collectionJson(c, results, { start: 0, limit: results.length }, false));
  });

  app.post(`${path}/:attachment/data`, async (c) => {
    if (!isNoForgery(c)) return sendForged(c);
    const row = requireOwn(c, site, requireEditableContainer(c, site));
    const [file, ...others] = await uploadedFiles(c);
    if (!file || others.length > 0)
      throw new ConfluenceError(400, 'Exactly one file must be sent to replace an attachment');
    const written = replaceFile(site, c.get('caller'), row, file);
    announceAttachment(site, 'attachment.updated', written, c.get('caller'));
    return c.json(v1AttachmentJson(c, site, written, usual(c)));
  });

  return app;
}

// Answers to writes say more than those to reads.
function usual(c: Context) {
  return c.req.query('expand') ? expandParameter(c) : expandTree(['version', 'container']);
}

// A form on another site could send such a request, but not with a header of its own.
function isNoForgery(c: Context): boolean {
  return /^(no-check|nocheck)$/i.test(c.req.header('x-atlassian-token') ?? '');
}

function sendForged(c: Context) {
  return c.text('XSRF check failed', 403);
}

/** The page or blog post in the path, or another. */
function requireContainer(c: Context<RestEnv>, site: Site, asked = c.req.param('id')): ContentRow {
  const id = numericId(asked);
  const row = findContent(site, id);
  const isHolder = row?.kind === 'page' || row?.kind === 'blogpost';
  if (!row || !isHolder || row.status === 'trashed' || !mayRead(site, c.get('caller'), id))
    throw new ConfluenceError(404, `No content found with id: ContentId{id=${asked}}`);
  return row;
}

function requireEditableContainer(c: Context<RestEnv>, site: Site, asked = c.req.param('id')): ContentRow {
  const row = requireContainer(c, site, asked);
  if (!mayEdit(site, c.get('caller'), row))
    throw new ConfluenceError(
      403,
      'User does not have permission to add or change attachments of this content',
    );
  return row;
}

function requireOwn(c: Context<RestEnv>, site: Site, content: ContentRow): AttachmentRow {
  const asked = c.req.param('attachment');
  const row = requireAttachment(site, c.get('caller'), asked);
  if (row.content_id !== content.id) throw attachmentNotFound(asked);
  return row;
}

/** Every file of the form, with its comment: there are none, or as many as files, in the same order. */
async function uploadedFiles(c: Context): Promise<NewFile[]> {
  const parts = readMultipart(c.req.header('content-type'), Buffer.from(await c.req.arrayBuffer()));
  const named = (name: string): FormPart[] => parts.filter((part) => part.name === name);
  const files = named('file');
  if (files.length === 0) throw new ConfluenceError(400, "The form has no part 'file'");
  const comments = named('comment').map(textOfPart);
  if (comments.length > 0 && comments.length !== files.length)
    throw new ConfluenceError(400, 'There must be as many comments as files, or none');
  const minorEdits = named('minorEdit').map((part) => textOfPart(part).replaceAll('"', '').trim() === 'true');
  return files.map((part, index) => ({
    name: part.fileName ?? '',
    bytes: part.bytes,
    mediaType: part.contentType,
    comment: comments[index] ?? '',
    minorEdit: minorEdits[index] ?? minorEdits[0] ?? false,
  }));
}
