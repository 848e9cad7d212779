import type { AttachmentRow } from './attachment-rows.ts';
import { describeMediaType } from './media-types.ts';

/** An attachment in the shape of REST v2. */
export function attachmentJson(row: AttachmentRow) {
  const links = attachmentLinks(row);
  return {
    id: `att${row.id}`,
    status: row.status,
    title: row.title,
    createdAt: row.created_at,
    [row.content_kind === 'blogpost' ? 'blogPostId' : 'pageId']: String(row.content_id),
    mediaType: row.media_type,
    mediaTypeDescription: describeMediaType(row.media_type),
    comment: row.comment,
    fileId: row.file_id,
    fileSize: row.file_size,
    webuiLink: links.webui,
    downloadLink: links.download,
    version: {
      createdAt: row.modified_at,
      message: row.comment,
      number: row.version,
      minorEdit: row.minor_edit === 1,
      authorId: row.version_author_id,
    },
    _links: links,
  };
}

/** The links of an attachment, relative to `/wiki`. */
export function attachmentLinks(row: AttachmentRow): Record<'webui' | 'download', string> {
  const preview = encodeURIComponent(`/${row.content_id}/${row.id}/${row.title}`);
  return {
    webui: `/pages/viewpageattachments.action?pageId=${row.content_id}&preview=${preview}`,
    download: `/rest/api/content/${row.content_id}/child/attachment/att${row.id}/download`,
  };
}
