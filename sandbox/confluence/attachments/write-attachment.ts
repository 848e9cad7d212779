import { randomUUID } from 'node:crypto';
import { titleKey } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { inTransaction } from '../rows.ts';
import { nextId } from '../schema.ts';
import { indexText } from '../search/text-index.ts';
import type { Site } from '../site.ts';
import type { SiteEventKind } from '../site-events.ts';
import type { Person } from '../users/people.ts';
import { type AttachmentRow, attachmentNamed, storedAttachment } from './attachment-rows.ts';
import { mediaTypeOf } from './media-types.ts';

export type NewFile = {
  name: string;
  bytes: Uint8Array;
  /** As it was sent; without one the name says it. */
  mediaType?: string;
  comment?: string;
  minorEdit?: boolean;
};

/**
 * Hangs a new file on a page or blog post, with version 1. Tells nobody: see announceAttachment. `at` and `id` are for a
 * site that is being filled.
 * @throws ConfluenceError 400 for a name that cannot be, or that the page has already
 */
export function addAttachment(
  site: Site,
  author: Person,
  contentId: number,
  file: NewFile,
  fixed: { id?: number; at?: string } = {},
): AttachmentRow {
  checkName(site, contentId, file.name);
  return inTransaction(site.db, () => {
    const id = fixed.id ?? nextId(site.db);
    const at = fixed.at ?? site.now().toISOString();
    site.db
      .prepare(
        `INSERT INTO confluence_attachment (id, content_id, status, title, title_key, media_type, comment, file_id, file_size,
           minor_edit, author_id, version_author_id, created_at, modified_at, version)
         VALUES (?, ?, 'current', ?, ?, '', '', '', 0, 0, ?, ?, ?, ?, 0)`,
      )
      .run(id, contentId, file.name, titleKey(file.name), author.accountId, author.accountId, at, at);
    writeVersion(site, author, storedAttachment(site, id), file, at);
    return storedAttachment(site, id);
  });
}

/** Adds a version with other bytes; the name stays. Tells nobody: see announceAttachment. */
export function replaceFile(site: Site, author: Person, row: AttachmentRow, file: NewFile): AttachmentRow {
  return inTransaction(site.db, () => {
    writeVersion(site, author, row, { ...file, name: row.title }, site.now().toISOString());
    return storedAttachment(site, row.id);
  });
}

/** Puts an attachment into the trash, or what is there away for good. @throws ConfluenceError 400 to purge what is current */
export function deleteAttachment(site: Site, actor: Person, row: AttachmentRow, purge: boolean): void {
  if (purge && row.status !== 'trashed')
    throw new ConfluenceError(400, 'Only an attachment in the trash can be purged');
  inTransaction(site.db, () => {
    site.db
      .prepare(
        purge
          ? 'DELETE FROM confluence_attachment WHERE id = ?'
          : "UPDATE confluence_attachment SET status = 'trashed' WHERE id = ?",
      )
      .run(row.id);
    indexText(site, row.id);
  });
  announceAttachment(site, 'attachment.deleted', row, actor);
}

/** Tells the site what happened to an attachment. Call it after the transaction. */
export function announceAttachment(
  site: Site,
  kind: Extract<SiteEventKind, `attachment.${string}`>,
  row: AttachmentRow,
  actor: Person,
): void {
  site.announce({
    kind,
    spaceId: row.space_id,
    contentId: row.content_id,
    subjectId: `att${row.id}`,
    actorId: actor.accountId,
    at: site.now().toISOString(),
  });
}

function writeVersion(site: Site, author: Person, row: AttachmentRow, file: NewFile, at: string): void {
  const fileId = randomUUID();
  const number = row.version + 1;
  const mediaType = mediaTypeOf(file.mediaType, file.name);
  const comment = file.comment ?? '';
  const minorEdit = file.minorEdit ? 1 : 0;
  site.db
    .prepare(
      `INSERT INTO confluence_attachment_version (attachment_id, number, media_type, comment, minor_edit, author_id,
         created_at, file_id, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(row.id, number, mediaType, comment, minorEdit, author.accountId, at, fileId, file.bytes);
  site.db
    .prepare(
      `UPDATE confluence_attachment SET version = ?, media_type = ?, comment = ?, minor_edit = ?, version_author_id = ?,
         modified_at = ?, file_id = ?, file_size = ? WHERE id = ?`,
    )
    .run(number, mediaType, comment, minorEdit, author.accountId, at, fileId, file.bytes.byteLength, row.id);
  indexText(site, row.id);
}

function checkName(site: Site, contentId: number, name: string): void {
  if (name.trim() === '') throw new ConfluenceError(400, 'The name of an attachment must not be empty');
  if (name.includes('/'))
    throw new ConfluenceError(400, `The name of an attachment must not contain '/': ${name}`);
  if (name.length > 255)
    throw new ConfluenceError(400, 'The name of an attachment must not be longer than 255 characters');
  if (attachmentNamed(site, contentId, name))
    throw new ConfluenceError(
      400,
      `Cannot add a new attachment with same file name as an existing attachment: ${name}`,
    );
}
