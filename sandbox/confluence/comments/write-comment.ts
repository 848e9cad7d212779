import { randomUUID } from 'node:crypto';
import { storedContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { mayWrite } from '../permissions.ts';
import { inTransaction, selectAll } from '../rows.ts';
import { nextId } from '../schema.ts';
import { indexText } from '../search/text-index.ts';
import type { Site } from '../site.ts';
import type { SiteEventKind } from '../site-events.ts';
import type { Person } from '../users/people.ts';
import { type CommentKind, type CommentRow, commentNotFound, storedComment } from './comment-rows.ts';
import { markSelection, type TextSelection } from './mark-selection.ts';

/** Where a comment goes: onto content or a file of it, or below another comment, or onto words of the body. */
export type NewComment = {
  kind: CommentKind;
  contentId: number;
  attachmentId?: number;
  parent?: CommentRow;
  selection?: TextSelection;
  /** Storage format, checked. */
  body: string;
};

type Edit = { number: number; message?: string; body: string | undefined; resolved?: boolean };

/**
 * Adds a comment. The caller has checked that its author may see the place. Words that are commented on get a marker in
 * the body, which is no new version of the page.
 * @throws ConfluenceError 400 for an empty comment, and for words that do not stand in the body
 */
export function addComment(site: Site, author: Person, asked: NewComment): CommentRow {
  checkBody(asked.body);
  const row = inTransaction(site.db, () => {
    const id = nextId(site.db);
    const now = site.now().toISOString();
    const ref = asked.selection ? randomUUID() : (asked.parent?.marker_ref ?? null);
    if (asked.selection && ref !== null) anchor(site, asked.contentId, asked.selection, ref);
    site.db
      .prepare(
        `INSERT INTO confluence_comment (id, kind, status, content_id, attachment_id, parent_comment_id, body, author_id,
           created_at, modified_at, version, resolution_status, resolution_by, resolution_at, marker_ref, selection)
         VALUES (?, ?, 'current', ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        asked.kind,
        asked.contentId,
        asked.attachmentId ?? asked.parent?.attachment_id ?? null,
        asked.parent?.id ?? null,
        asked.body,
        author.accountId,
        now,
        now,
        asked.parent?.resolution_status ?? (asked.kind === 'inline' ? 'open' : null),
        asked.parent?.resolution_by ?? null,
        asked.parent?.resolution_at ?? null,
        ref,
        asked.selection?.text ?? asked.parent?.selection ?? null,
      );
    indexText(site, id);
    return storedComment(site, id);
  });
  tell(site, author, row, 'comment.created');
  return row;
}

/**
 * Writes the next version of a comment; `resolved` says so of its whole thread. Words are changed by their author only, or
 * by an administrator.
 * @throws ConfluenceError 409 when the version is not the next one, 400 for an empty or dangling comment, 404 for another's
 */
export function updateComment(site: Site, person: Person, row: CommentRow, edit: Edit): CommentRow {
  if (edit.body !== undefined) {
    checkBody(edit.body);
    if (edit.body !== row.body && row.author_id !== person.accountId && !person.administrator)
      throw commentNotFound(row.id);
  }
  if (row.resolution_status === 'dangling')
    throw new ConfluenceError(400, 'A dangling comment can not be updated');
  if (edit.number !== row.version + 1)
    throw new ConfluenceError(
      409,
      `Version must be incremented when updating a comment. Current Version: [${row.version}]. Provided version: [${edit.number}]`,
    );
  const updated = inTransaction(site.db, () => {
    site.db
      .prepare(
        `UPDATE confluence_comment SET body = ?, modified_at = ?, version_author_id = ?, version_message = ?, version = ?
          WHERE id = ?`,
      )
      .run(
        edit.body ?? row.body,
        site.now().toISOString(),
        person.accountId,
        edit.message ?? '',
        edit.number,
        row.id,
      );
    if (edit.resolved !== undefined && edit.resolved !== (row.resolution_status === 'resolved'))
      setResolution(site, person, row, edit.resolved ? 'resolved' : 'reopened');
    indexText(site, row.id);
    return storedComment(site, row.id);
  });
  tell(site, person, updated, 'comment.updated');
  return updated;
}

/** Removes a comment for good, with everything below it. @throws ConfluenceError 404 for those who may not */
export function deleteComment(site: Site, person: Person, row: CommentRow): void {
  if (row.author_id !== person.accountId && !mayWrite(site, person, row.space_id))
    throw commentNotFound(row.id);
  inTransaction(site.db, () => {
    const gone = selectAll<{ id: number }>(
      site.db,
      `WITH RECURSIVE gone (id) AS (VALUES (?)
         UNION SELECT m.id FROM confluence_comment m JOIN gone ON m.parent_comment_id = gone.id) SELECT id FROM gone`,
      row.id,
    );
    site.db.prepare('DELETE FROM confluence_comment WHERE id = ?').run(row.id);
    for (const { id } of gone) indexText(site, id);
  });
  tell(site, person, row, 'comment.deleted');
}

function checkBody(body: string): void {
  if (body.trim() === '') throw new ConfluenceError(400, 'The comment must not be empty');
}

function anchor(site: Site, contentId: number, selection: TextSelection, ref: string): void {
  const content = storedContent(site, contentId);
  const body = markSelection(content.body, selection, ref);
  site.db.prepare('UPDATE confluence_content SET body = ? WHERE id = ?').run(body, contentId);
  site.db
    .prepare('UPDATE confluence_version SET body = ? WHERE content_id = ? AND number = ?')
    .run(body, contentId, content.version);
}

function setResolution(site: Site, person: Person, row: CommentRow, status: string): void {
  site.db
    .prepare(
      `UPDATE confluence_comment SET resolution_status = ?, resolution_by = ?, resolution_at = ?
        WHERE content_id = ? AND (id = ? OR marker_ref = ?)`,
    )
    .run(status, person.accountId, site.now().toISOString(), row.content_id, row.id, row.marker_ref);
}

function tell(site: Site, person: Person, row: CommentRow, kind: SiteEventKind): void {
  site.announce({
    kind,
    spaceId: row.space_id,
    contentId: row.content_id,
    subjectId: String(row.id),
    actorId: person.accountId,
    at: site.now().toISOString(),
  });
}
