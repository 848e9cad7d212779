import type { Context } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { choiceParameter } from '../query-parameters.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { storageToHtml } from '../storage/storage-to-html.ts';
import { contentLinks } from './content-links.ts';
import type { ContentRow } from './content-rows.ts';
import { storageLinks } from './storage-links.ts';

const listFormats = ['storage', 'atlas_doc_format'] as const;
const singleFormats = [
  ...listFormats,
  'view',
  'export_view',
  'anonymous_export_view',
  'styled_view',
  'editor',
] as const;

export type BodyFormat = (typeof singleFormats)[number];

/** `body-format` of the request. @throws ConfluenceError 400 for unknown ones, and for the two this site does not write */
export function bodyFormat(c: Context, answer: 'list' | 'single'): BodyFormat | undefined {
  const format = choiceParameter(c, 'body-format', answer === 'list' ? listFormats : singleFormats);
  if (format === 'atlas_doc_format' || format === 'editor')
    throw new ConfluenceError(
      400,
      `The representation '${format}' is not offered by this site. Ask for 'storage'.`,
    );
  return format;
}

/** The `body` member: empty unless a format was asked for. */
export function bodyJson(
  site: Site,
  storage: string,
  spaceId: number,
  format: BodyFormat | undefined,
): object {
  if (format === undefined) return {};
  const value = format === 'storage' ? storage : storageToHtml(storage, storageLinks(site, spaceId));
  return { [format]: { representation: format, value } };
}

/** A page or blog post in the shape of REST v2. */
export function contentJson(site: Site, row: ContentRow, format: BodyFormat | undefined, body = row.body) {
  const shown = row.status !== 'trashed';
  const place =
    row.kind === 'page'
      ? {
          parentId: shown && row.parent_id !== null ? String(row.parent_id) : null,
          parentType: shown && row.parent_id !== null ? 'page' : null,
          position: shown ? row.position : null,
          ownerId: row.owner_id,
          lastOwnerId: row.last_owner_id,
        }
      : {};
  return {
    id: String(row.id),
    status: row.status,
    title: row.title,
    spaceId: String(row.space_id),
    ...place,
    authorId: row.author_id,
    createdAt: row.created_at,
    version: {
      createdAt: row.modified_at,
      message: row.version_message,
      number: row.version,
      minorEdit: row.version_minor_edit === 1,
      authorId: row.version_author_id,
    },
    body: bodyJson(site, body, row.space_id, format),
    _links: contentLinks(row),
  };
}

/** Adds what only the answer for a single thing carries: the base of its links. */
export function single<Json extends { _links: Record<string, string> }>(c: Context<RestEnv>, json: Json) {
  return { ...json, _links: { ...json._links, base: wikiBase(c) } };
}
