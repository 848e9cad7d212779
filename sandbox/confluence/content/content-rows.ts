import { ConfluenceError } from '../errors.ts';
import { mayEdit, mayRead } from '../permissions.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

export type ContentKind = 'page' | 'blogpost' | 'whiteboard' | 'folder';
export type TextKind = 'page' | 'blogpost';

/** How REST v2 spells each kind in a path. */
export const pathNames = {
  page: 'pages',
  blogpost: 'blogposts',
  whiteboard: 'whiteboards',
  folder: 'folders',
} as const satisfies Record<ContentKind, string>;

/** A page, blog post, whiteboard or folder as it is stored, with what its links and its place need. */
export type ContentRow = {
  id: number;
  kind: ContentKind;
  status: 'current' | 'archived' | 'draft' | 'trashed';
  subtype: 'live' | null;
  space_id: number;
  parent_id: number | null;
  parent_kind: ContentKind | null;
  position: number | null;
  title: string;
  body: string;
  author_id: string;
  owner_id: string;
  last_owner_id: string | null;
  created_at: string;
  modified_at: string;
  version: number;
  space_key: string;
  homepage_id: number | null;
  version_author_id: string;
  version_message: string;
  version_minor_edit: number;
};

const columns = `c.id, c.kind, c.status, c.subtype, c.space_id, c.parent_id, p.kind AS parent_kind, c.position, c.title,
    c.title_key, c.author_id, c.owner_id, c.last_owner_id, c.created_at, c.modified_at, c.version, s.key AS space_key,
    s.homepage_id, v.author_id AS version_author_id, v.message AS version_message, v.minor_edit AS version_minor_edit`;
const tables = `FROM confluence_content c
  JOIN confluence_space s ON s.id = c.space_id
  JOIN confluence_version v ON v.content_id = c.id AND v.number = c.version
  LEFT JOIN confluence_content p ON p.id = c.parent_id`;

/** A ContentRow each, from `c` with its space `s`. */
export const contentSelect = `SELECT ${columns}, c.body ${tables}`;

/** The same with empty bodies, for lists that do not show them. */
export const contentSelectWithoutBody = `SELECT ${columns}, '' AS body ${tables}`;

export function findContent(site: Site, id: number): ContentRow | undefined {
  return selectOne<ContentRow>(site.db, `${contentSelect} WHERE c.id = ?`, id);
}

/** Content that was just written. */
export function storedContent(site: Site, id: number): ContentRow {
  const row = findContent(site, id);
  if (!row) throw new Error(`Content ${id} is not stored`);
  return row;
}

/** Content of one kind by id, as this person may see it. @throws ConfluenceError 404 when there is none they may see */
export function requireContent(site: Site, person: Person, id: number, kind: ContentKind): ContentRow {
  const row = findContent(site, id);
  if (!row && wasPurged(site, id)) throw new ConfluenceError(404, 'Not Found');
  if (row?.kind !== kind || !mayRead(site, person, id)) throw contentNotFound(id, kind);
  return row;
}

/** The same, where the person may also change it. @throws ConfluenceError 404: v2 tells no difference */
export function requireEditable(site: Site, person: Person, id: number, kind: ContentKind): ContentRow {
  const row = requireContent(site, person, id, kind);
  if (!mayEdit(site, person, row)) throw contentNotFound(id, kind);
  return row;
}

/** Whether there was content of this id, deleted for good by now. */
export function wasPurged(site: Site, id: number): boolean {
  return selectOne(site.db, 'SELECT id FROM confluence_purged WHERE id = ?', id) !== undefined;
}

export function contentNotFound(id: number, kind: ContentKind): ConfluenceError {
  if (kind === 'whiteboard' || kind === 'folder')
    return new ConfluenceError(404, `Content with id: [${id}] not found`);
  return new ConfluenceError(404, `Cannot find a ${kind === 'page' ? 'page' : 'blog post'} with id [${id}]`);
}

/** How titles are compared: without regard to case or outer blanks. */
export function titleKey(title: string): string {
  return title.trim().toLowerCase();
}
