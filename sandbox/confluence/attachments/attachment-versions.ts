import { ConfluenceError } from '../errors.ts';
import { numericId } from '../query-parameters.ts';
import { selectAll, selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { AttachmentRow } from './attachment-rows.ts';

/** What an earlier version says of the file, under the names that the attachment itself has for it. */
type VersionRow = Pick<
  AttachmentRow,
  | 'version'
  | 'media_type'
  | 'comment'
  | 'minor_edit'
  | 'version_author_id'
  | 'modified_at'
  | 'file_id'
  | 'file_size'
>;

const versionSelect = `SELECT v.number AS version, v.media_type, v.comment, v.minor_edit, v.author_id AS version_author_id,
    v.created_at AS modified_at, v.file_id, length(v.bytes) AS file_size
  FROM confluence_attachment_version v`;

export function attachmentVersionJson(row: VersionRow) {
  return {
    createdAt: row.modified_at,
    message: row.comment,
    number: row.version,
    minorEdit: row.minor_edit === 1,
    authorId: row.version_author_id,
  };
}

/** Every version of an attachment, newest first. */
export function attachmentVersionsOf(site: Site, attachmentId: number): VersionRow[] {
  return selectAll<VersionRow>(
    site.db,
    `${versionSelect} WHERE v.attachment_id = ? ORDER BY v.number DESC`,
    attachmentId,
  );
}

/** @throws ConfluenceError 400 for what is no number, 404 for one that the attachment does not have */
export function requireAttachmentVersion(site: Site, attachment: AttachmentRow, asked: string): VersionRow {
  const number = numericId(asked, 'version-number');
  const row = selectOne<VersionRow>(
    site.db,
    `${versionSelect} WHERE v.attachment_id = ? AND v.number = ?`,
    attachment.id,
    number,
  );
  if (!row)
    throw new ConfluenceError(
      404,
      `Cannot find version [${number}] of the attachment with id [att${attachment.id}]`,
    );
  return row;
}
