import { type BodyFormat, bodyJson } from '../content/body-json.ts';
import { webPath } from '../content/content-links.ts';
import type { Site } from '../site.ts';
import type { CommentRow } from './comment-rows.ts';

/** A comment in the shape of REST v2; `body` stands for another version's body. */
export function commentJson(site: Site, row: CommentRow, format: BodyFormat | undefined, body = row.body) {
  return {
    id: String(row.id),
    status: row.status,
    title: commentTitle(row),
    ...placeJson(row),
    ...(row.parent_comment_id === null ? {} : { parentCommentId: String(row.parent_comment_id) }),
    version: {
      number: row.version,
      message: row.version_message,
      minorEdit: false,
      authorId: row.version_author_id ?? row.author_id,
      createdAt: row.modified_at,
    },
    body: bodyJson(site, body, row.space_id, format, row.content_id),
    ...(row.kind === 'inline' ? inlineJson(row) : {}),
    _links: { webui: `${contentPath(row)}?focusedCommentId=${row.id}` } as Record<string, string>,
  };
}

export function commentTitle(row: CommentRow): string {
  return `Re: ${row.attachment_title ?? row.content_title}`;
}

function placeJson(row: CommentRow) {
  if (row.attachment_id !== null) return { attachmentId: `att${row.attachment_id}` };
  return { [row.content_kind === 'blogpost' ? 'blogPostId' : 'pageId']: String(row.content_id) };
}

// Live sites send the two properties under both spellings.
function inlineJson(row: CommentRow) {
  return {
    resolutionStatus: row.resolution_status,
    ...(row.resolution_by === null
      ? {}
      : { resolutionLastModifierId: row.resolution_by, resolutionLastModifiedAt: row.resolution_at }),
    properties: {
      inlineMarkerRef: row.marker_ref,
      inlineOriginalSelection: row.selection,
      'inline-marker-ref': row.marker_ref,
      'inline-original-selection': row.selection,
    },
  };
}

function contentPath(row: CommentRow): string {
  return webPath({
    id: row.content_id,
    kind: row.content_kind,
    title: row.content_title,
    created_at: row.content_created_at,
    space_key: row.space_key,
    homepage_id: row.homepage_id,
  });
}
