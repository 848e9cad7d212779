import { ConfluenceError } from '../errors.ts';
import { inTransaction, selectOne } from '../rows.ts';
import { nextId } from '../schema.ts';
import { indexText, indexWithComments } from '../search/text-index.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import { type ContentKind, type ContentRow, storedContent, titleKey } from './content-rows.ts';

type NewContent = {
  kind: ContentKind;
  status: 'current' | 'draft';
  spaceId: number;
  parentId: number | null;
  title: string;
  body: string;
};

type Edit = {
  status: 'current' | 'draft';
  title: string;
  body: string;
  parentId: number | undefined;
  version: { number: number; message?: string; minorEdit?: boolean };
};

/** Adds a page or blog post with version 1. @throws ConfluenceError 400 for a title that is empty, too long or taken */
export function createContent(site: Site, author: Person, content: NewContent): ContentRow {
  if (content.status === 'current') checkTitle(site, content, undefined);
  return inTransaction(site.db, () => {
    const id = nextId(site.db);
    const now = site.now().toISOString();
    site.db
      .prepare(
        `INSERT INTO confluence_content (id, kind, status, space_id, parent_id, position, title, title_key, body,
           author_id, owner_id, created_at, modified_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
      )
      .run(
        id,
        content.kind,
        content.status,
        content.spaceId,
        content.parentId,
        content.kind === 'page' ? nextPosition(site, content.parentId) : null,
        content.title,
        titleKey(content.title),
        content.body,
        author.accountId,
        author.accountId,
        now,
        now,
      );
    addVersion(site, author, id, now, { number: 1 }, content);
    indexText(site, id);
    return storedContent(site, id);
  });
}

/**
 * Replaces title and body and adds a version; a trashed one is only brought back, its body stays.
 * @throws ConfluenceError 409 when the version is not the next one, 400 for a title or a parent that cannot be
 */
export function updateContent(site: Site, author: Person, row: ContentRow, edit: Edit): ContentRow {
  checkVersion(row, edit.version.number);
  const restored = row.status === 'trashed';
  const title = restored ? row.title : edit.title;
  const body = restored ? row.body : edit.body;
  const isDraft = row.status === 'draft' && edit.status === 'draft';
  if (!isDraft) checkTitle(site, { ...row, spaceId: row.space_id, title }, row.id);
  const parentId = newParent(site, row, edit.parentId);
  const position = parentId === row.parent_id ? row.position : nextPosition(site, parentId);
  return inTransaction(site.db, () => {
    const now = site.now().toISOString();
    site.db
      .prepare(
        `UPDATE confluence_content SET status = ?, parent_id = ?, position = ?, title = ?, title_key = ?, body = ?,
           modified_at = ?, version = ? WHERE id = ?`,
      )
      .run(
        isDraft ? 'draft' : 'current',
        parentId,
        row.kind === 'page' ? position : null,
        title,
        titleKey(title),
        body,
        now,
        edit.version.number,
        row.id,
      );
    addVersion(site, author, row.id, now, edit.version, { title, body });
    indexWithComments(site, row.id);
    return storedContent(site, row.id);
  });
}

/** Puts a page or blog post into the trash. Its children stay, archived and without a parent. */
export function trashContent(site: Site, row: ContentRow): void {
  inTransaction(site.db, () => {
    site.db.prepare("UPDATE confluence_content SET status = 'trashed' WHERE id = ?").run(row.id);
    const children = site.db
      .prepare(
        "UPDATE confluence_content SET status = 'archived', parent_id = NULL WHERE parent_id = ? AND status = 'current' RETURNING id",
      )
      .all(row.id);
    indexWithComments(site, row.id);
    for (const child of children) indexWithComments(site, Number(child.id));
  });
}

/** Removes a page or blog post for good, with its versions and comments. */
export function purgeContent(site: Site, row: ContentRow): void {
  inTransaction(site.db, () => {
    site.db
      .prepare(
        'DELETE FROM confluence_text WHERE rowid = ? OR rowid IN (SELECT id FROM confluence_comment WHERE content_id = ?)',
      )
      .run(row.id, row.id);
    site.db.prepare('DELETE FROM confluence_content WHERE id = ?').run(row.id);
  });
}

function checkVersion(row: ContentRow, provided: number): void {
  const expected = row.status === 'draft' ? 1 : row.version + 1;
  if (provided === expected) return;
  const what = row.kind === 'page' ? 'page' : 'blog post';
  throw new ConfluenceError(
    409,
    `Version must be incremented when updating a ${what}. Current Version: [${row.version}]. Provided version: [${provided}]`,
  );
}

// Pages are unique in a space, archived ones included; blog posts in a space on one day.
function checkTitle(
  site: Site,
  content: { kind: ContentKind; spaceId: number; title: string; created_at?: string },
  ownId: number | undefined,
): void {
  const key = titleKey(content.title);
  if (key === '') throw new ConfluenceError(400, 'The title must not be empty');
  if (content.title.length > 255)
    throw new ConfluenceError(400, 'The title must not be longer than 255 characters');
  const day =
    content.kind === 'blogpost' ? (content.created_at ?? site.now().toISOString()).slice(0, 10) : '';
  const taken = selectOne<{ id: number }>(
    site.db,
    `SELECT id FROM confluence_content WHERE space_id = ? AND title_key = ? AND kind = ?
       AND status IN ('current', 'archived') AND created_at LIKE ? AND id <> ?`,
    content.spaceId,
    key,
    content.kind,
    `${day}%`,
    ownId ?? 0,
  );
  if (!taken) return;
  throw new ConfluenceError(
    400,
    content.kind === 'page'
      ? 'A page with this title already exists: A page already exists with the same TITLE in this space'
      : 'A blog post with this title already exists: A blog post already exists with the same TITLE in this space on this day',
  );
}

function newParent(site: Site, row: ContentRow, asked: number | undefined): number | null {
  if (row.kind !== 'page') return null;
  if (asked === undefined) {
    if (row.status !== 'trashed' || row.parent_id === null) return row.parent_id;
    const parent = selectOne<{ status: string }>(
      site.db,
      'SELECT status FROM confluence_content WHERE id = ?',
      row.parent_id,
    );
    return parent?.status === 'current' ? row.parent_id : row.homepage_id;
  }
  if (asked === row.id) throw new ConfluenceError(400, 'Can not set page as its own parent');
  requireParent(site, asked, row.space_id);
  const below = selectOne<{ id: number }>(
    site.db,
    `WITH RECURSIVE below (id) AS (SELECT id FROM confluence_content WHERE parent_id = ?
       UNION SELECT c.id FROM confluence_content c JOIN below ON c.parent_id = below.id) SELECT id FROM below WHERE id = ?`,
    row.id,
    asked,
  );
  if (below) throw new ConfluenceError(400, 'Can not move a page below one of its own descendants');
  return asked;
}

/** @throws ConfluenceError 404 when the parent is no page of the space */
export function requireParent(site: Site, parentId: number, spaceId: number): void {
  const parent = selectOne<{ id: number }>(
    site.db,
    "SELECT id FROM confluence_content WHERE id = ? AND space_id = ? AND kind = 'page' AND status = 'current'",
    parentId,
    spaceId,
  );
  if (!parent)
    throw new ConfluenceError(404, `Cannot find the parent page with id [${parentId}] in this space`);
}

function nextPosition(site: Site, parentId: number | null): number {
  const row = selectOne<{ position: number }>(
    site.db,
    'SELECT COALESCE(MAX(position), 0) + 1 AS position FROM confluence_content WHERE parent_id IS ?',
    parentId,
  );
  return row?.position ?? 1;
}

function addVersion(
  site: Site,
  author: Person,
  id: number,
  at: string,
  version: Edit['version'],
  content: { title: string; body: string },
): void {
  site.db
    .prepare(
      `INSERT OR REPLACE INTO confluence_version (content_id, number, author_id, created_at, message, minor_edit, title, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      version.number,
      author.accountId,
      at,
      version.message ?? '',
      version.minorEdit ? 1 : 0,
      content.title,
      content.body,
    );
}
