import { ConfluenceError } from '../errors.ts';
import { mayRead } from '../permissions.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

/** An attachment as it is now, with what its answers need of the page or blog post it hangs on. */
export type AttachmentRow = {
  id: number;
  content_id: number;
  status: 'current' | 'trashed';
  title: string;
  media_type: string;
  comment: string;
  file_id: string;
  /** In bytes. */
  file_size: number;
  minor_edit: number;
  author_id: string;
  version_author_id: string;
  created_at: string;
  modified_at: string;
  version: number;
  space_id: number;
  content_kind: string;
};

export const attachmentSelect = `SELECT a.*, c.space_id, c.kind AS content_kind
  FROM confluence_attachment a JOIN confluence_content c ON c.id = a.content_id`;

/** An attachment that was just written. */
export function storedAttachment(site: Site, id: number): AttachmentRow {
  const row = selectOne<AttachmentRow>(site.db, `${attachmentSelect} WHERE a.id = ?`, id);
  if (!row) throw new Error(`Attachment ${id} is not stored`);
  return row;
}

/** The current attachment of a page or blog post with this very name. */
export function attachmentNamed(site: Site, contentId: number, title: string): AttachmentRow | undefined {
  return selectOne<AttachmentRow>(
    site.db,
    `${attachmentSelect} WHERE a.content_id = ? AND a.title = ? AND a.status = 'current'`,
    contentId,
    title,
  );
}

/**
 * An attachment by an id such as `att123`, as this person may see it.
 * @throws ConfluenceError 400 for what is no such id, 404 when there is none they may see
 */
export function requireAttachment(site: Site, person: Person, asked: string | undefined): AttachmentRow {
  const id = attachmentId(asked);
  const row = selectOne<AttachmentRow>(site.db, `${attachmentSelect} WHERE a.id = ?`, id);
  if (!row || !mayRead(site, person, row.content_id)) throw attachmentNotFound(asked);
  return row;
}

export function attachmentNotFound(asked: string | undefined): ConfluenceError {
  return new ConfluenceError(404, `Cannot find an attachment with id [${asked ?? ''}]`);
}

/** The number in `att123` or `123`. @throws ConfluenceError 400 in Confluence's own words */
function attachmentId(asked: string | undefined): number {
  const digits = /^(?:att)?(\d{1,15})$/.exec(asked ?? '')?.[1];
  if (digits === undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${asked ?? ''}} for 'id' is not the correct type. Expected type is ContentId`,
    );
  return Number(digits);
}
