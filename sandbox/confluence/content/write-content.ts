import { syncInlineComments } from '../comments/sync-inline-comments.ts';
import { ConfluenceError } from '../errors.ts';
import { inTransaction } from '../rows.ts';
import { nextId } from '../schema.ts';
import { indexText, indexWithComments } from '../search/text-index.ts';
import type { Site } from '../site.ts';
import type { SiteEvent } from '../site-events.ts';
import { syncTasks } from '../tasks/sync-tasks.ts';
import type { Person } from '../users/people.ts';
import { announceContent } from './announce-content.ts';
import { type ContentKind, type ContentRow, storedContent, titleKey } from './content-rows.ts';
import { dropDraft } from './drafts.ts';
import { nextPosition, parentAfterEdit } from './placing.ts';
import { checkTitle } from './titles.ts';

type NewContent = {
  kind: ContentKind;
  status: 'current' | 'draft';
  spaceId: number;
  parentId: number | null;
  title: string;
  body: string;
  subtype?: 'live';
  /** ISO 8601; blog posts may be dated. */
  createdAt?: string;
  /** Only its author may see and edit it. */
  isPrivate?: boolean;
};

type NewVersion = { number: number; message?: string; minorEdit?: boolean };

type Edit = {
  status: 'current' | 'draft';
  /** What is left out stays as it is. */
  title?: string;
  body?: string;
  parentId?: number;
  ownerId?: string;
  createdAt?: string;
  version: NewVersion;
};

/** Adds content with version 1. @throws ConfluenceError 400 for a title that is empty, too long or taken */
export function createContent(site: Site, author: Person, content: NewContent): ContentRow {
  const now = site.now().toISOString();
  const createdAt = content.createdAt ?? now;
  if (content.status === 'current') checkTitle(site, { ...content, createdAt });
  let taskEvents: SiteEvent[] = [];
  const row = inTransaction(site.db, () => {
    const id = nextId(site.db);
    const position = content.kind === 'blogpost' ? null : nextPosition(site, content.parentId);
    site.db
      .prepare(
        `INSERT INTO confluence_content (id, kind, status, subtype, space_id, parent_id, position, title, title_key, body,
           author_id, owner_id, created_at, modified_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
      )
      .run(
        id,
        content.kind,
        content.status,
        content.subtype ?? null,
        content.spaceId,
        content.parentId,
        position,
        content.title,
        titleKey(content.title),
        content.body,
        author.accountId,
        author.accountId,
        createdAt,
        now,
      );
    addVersion(site, author, id, now, { number: 1 }, content);
    if (content.isPrivate) keepPrivate(site, author, id);
    taskEvents = syncTasks(site, id);
    indexText(site, id);
    return storedContent(site, id);
  });
  if (row.status === 'current') announceContent(site, 'content.created', row, author);
  for (const event of taskEvents) site.announce(event);
  return row;
}

/**
 * Replaces title, body and place and adds a version; what is in the trash is only brought back, and a draft that stays one
 * keeps version 1.
 * @throws ConfluenceError 409 when the version is not the next one, 400 for a title or a parent that cannot be
 */
export function updateContent(site: Site, author: Person, row: ContentRow, edit: Edit): ContentRow {
  checkVersion(row, edit.version.number);
  const now = site.now().toISOString();
  const restored = row.status === 'trashed';
  const isDraft = row.status === 'draft' && edit.status === 'draft';
  const title = restored ? row.title : (edit.title ?? row.title);
  const body = restored ? row.body : (edit.body ?? row.body);
  const published = row.status === 'draft' && row.kind === 'blogpost' ? now : row.created_at;
  const createdAt = edit.createdAt ?? published;
  if (!isDraft) checkTitle(site, { ...row, spaceId: row.space_id, title, createdAt });
  const parentId = parentAfterEdit(site, author, row, edit.parentId);
  const moved = parentId !== row.parent_id;
  const ownerId = edit.ownerId ?? row.owner_id;
  let taskEvents: SiteEvent[] = [];
  const after = inTransaction(site.db, () => {
    site.db
      .prepare(
        `UPDATE confluence_content SET status = ?, parent_id = ?, position = ?, title = ?, title_key = ?, body = ?,
           owner_id = ?, last_owner_id = ?, created_at = ?, modified_at = ?, version = ? WHERE id = ?`,
      )
      .run(
        isDraft ? 'draft' : 'current',
        parentId,
        moved ? nextPosition(site, parentId) : row.position,
        title,
        titleKey(title),
        body,
        ownerId,
        ownerId === row.owner_id ? row.last_owner_id : row.owner_id,
        createdAt,
        now,
        edit.version.number,
        row.id,
      );
    addVersion(site, author, row.id, now, edit.version, { title, body });
    dropDraft(site, row.id);
    taskEvents = syncTasks(site, row.id);
    syncInlineComments(site, row.id);
    indexWithComments(site, row.id);
    return storedContent(site, row.id);
  });
  announceEdit(site, author, row, after, moved);
  for (const event of taskEvents) site.announce(event);
  return after;
}

/** A new title and nothing else: a version more, or for a draft none. @throws ConfluenceError 400 for a title that cannot be */
export function renameContent(site: Site, author: Person, row: ContentRow, title: string): ContentRow {
  const isDraft = row.status === 'draft';
  return updateContent(site, author, row, {
    status: isDraft ? 'draft' : 'current',
    title,
    version: { number: isDraft ? 1 : row.version + 1 },
  });
}

function announceEdit(site: Site, author: Person, row: ContentRow, after: ContentRow, moved: boolean): void {
  if (after.status === 'draft') return;
  if (row.status === 'draft') {
    announceContent(site, 'content.created', after, author);
    return;
  }
  const before = { title: row.title, version: row.version, status: row.status };
  announceContent(
    site,
    row.status === 'current' ? 'content.updated' : 'content.restored',
    after,
    author,
    before,
  );
  if (moved) announceContent(site, 'content.moved', after, author, { parentId: row.parent_id });
}

function checkVersion(row: ContentRow, provided: number): void {
  const expected = row.status === 'draft' ? 1 : row.version + 1;
  if (provided !== expected) throw versionConflict(row, provided);
}

export function versionConflict(row: ContentRow, provided: number): ConfluenceError {
  const what = row.kind === 'page' ? 'page' : 'blog post';
  return new ConfluenceError(
    409,
    `Version must be incremented when updating a ${what}. Current Version: [${row.version}]. Provided version: [${provided}]`,
  );
}

function keepPrivate(site: Site, author: Person, id: number): void {
  const insert = site.db.prepare(
    "INSERT INTO confluence_restriction (content_id, operation, subject_type, subject_id) VALUES (?, ?, 'user', ?)",
  );
  for (const operation of ['read', 'update']) insert.run(id, operation, author.accountId);
}

function addVersion(
  site: Site,
  author: Person,
  id: number,
  at: string,
  version: NewVersion,
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
