import type { Context } from 'hono';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { type BodyFormat, bodyJson } from './body-json.ts';
import { contentLinks } from './content-links.ts';
import type { ContentRow } from './content-rows.ts';

/** A page or blog post in the shape of REST v2. */
export function contentJson(site: Site, row: ContentRow, format: BodyFormat | undefined, body = row.body) {
  return {
    id: String(row.id),
    status: row.status,
    title: row.title,
    spaceId: String(row.space_id),
    ...(row.kind === 'page' ? { ...placeJson(row), lastOwnerId: row.last_owner_id } : {}),
    authorId: row.author_id,
    createdAt: row.created_at,
    version: currentVersionJson(row),
    body: bodyJson(site, body, row.space_id, format, row.id),
    _links: contentLinks(row),
  };
}

/** Where something stands, and whose it is. In the trash it stands nowhere. */
export function placeJson(row: ContentRow) {
  const parent = row.status === 'trashed' ? null : row.parent_id;
  return {
    parentId: parent === null ? null : String(parent),
    parentType: parent === null ? null : row.parent_kind,
    position: row.status === 'trashed' ? null : row.position,
    ownerId: row.owner_id,
  };
}

export function currentVersionJson(row: ContentRow) {
  return {
    createdAt: row.modified_at,
    message: row.version_message,
    number: row.version,
    minorEdit: row.version_minor_edit === 1,
    authorId: row.version_author_id,
  };
}

/** Adds what only the answer for a single thing carries: the base of its links. */
export function single<Json extends { _links: Record<string, string> }>(c: Context<RestEnv>, json: Json) {
  return { ...json, _links: { ...json._links, base: wikiBase(c) } };
}
