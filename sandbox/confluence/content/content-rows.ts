import { ConfluenceError } from '../errors.ts';
import { mayRead } from '../permissions.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

export type ContentKind = 'page' | 'blogpost' | 'whiteboard' | 'folder';
type ContentStatus = 'current' | 'archived' | 'draft' | 'trashed';

/** A page or a blog post as it is stored, with what its links need of the space. */
export type ContentRow = {
  id: number;
  kind: ContentKind;
  status: ContentStatus;
  space_id: number;
  parent_id: number | null;
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

export const contentSelect = `SELECT c.*, s.key AS space_key, s.homepage_id, v.author_id AS version_author_id,
    v.message AS version_message, v.minor_edit AS version_minor_edit
  FROM confluence_content c
  JOIN confluence_space s ON s.id = c.space_id
  JOIN confluence_version v ON v.content_id = c.id AND v.number = c.version`;

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
  if (row?.kind !== kind || !mayRead(site, person, id)) throw contentNotFound(id, kind);
  return row;
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
