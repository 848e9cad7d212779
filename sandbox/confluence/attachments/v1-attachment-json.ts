import type { Context } from 'hono';
import { webPath } from '../content/content-links.ts';
import { findContent } from '../content/content-rows.ts';
import { labelJson, labelsOf } from '../labels/labels.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { storedSpace } from '../spaces/spaces.ts';
import { v1AuthorJson } from '../users/users.ts';
import { type Expand, withExpanded } from '../v1/expand.ts';
import { v1SpaceJson } from '../v1/v1-space.ts';
import { attachmentLinks } from './attachment-json.ts';
import type { AttachmentRow } from './attachment-rows.ts';
import { describeMediaType } from './media-types.ts';

/** An attachment in the shape of REST v1, with `version`, `container`, `space` and `metadata.labels` when asked for. */
export function v1AttachmentJson(c: Context<RestEnv>, site: Site, row: AttachmentRow, expand: Expand) {
  const metadata = withExpanded(
    { mediaType: row.media_type, ...(row.comment === '' ? {} : { comment: row.comment }) },
    expand.get('metadata') ?? new Map(),
    {
      labels: { build: () => v1Labels(c, site, row) },
      properties: {},
      currentuser: {},
    },
  );
  return withExpanded(
    {
      id: `att${row.id}`,
      type: 'attachment',
      status: row.status,
      title: row.title,
      macroRenderedOutput: {},
      metadata,
      extensions: {
        mediaType: row.media_type,
        fileSize: row.file_size,
        comment: row.comment,
        mediaTypeDescription: describeMediaType(row.media_type),
        fileId: row.file_id,
        collectionName: `contentId-${row.content_id}`,
      },
      _links: {
        ...attachmentLinks(row),
        self: `${wikiBase(c)}/rest/api/content/att${row.id}`,
      },
    },
    expand,
    {
      version: { build: () => versionJson(c, row) },
      container: { link: `/rest/api/content/${row.content_id}`, build: () => containerJson(c, site, row) },
      space: { build: () => v1SpaceJson(c, storedSpace(site, row.space_id)) },
      history: { link: `/rest/api/content/att${row.id}/history` },
      children: {},
      descendants: {},
      ancestors: {},
      body: {},
      operations: {},
      restrictions: {},
    },
  );
}

function versionJson(c: Context<RestEnv>, row: AttachmentRow) {
  return {
    by: v1AuthorJson(c, row.version_author_id),
    when: row.modified_at,
    friendlyWhen: new Date(row.modified_at).toDateString().slice(4),
    message: row.comment,
    number: row.version,
    minorEdit: row.minor_edit === 1,
    contentTypeModified: false,
    _expandable: { collaborators: '', content: `/rest/api/content/att${row.id}` },
    _links: { self: `${wikiBase(c)}/rest/api/content/att${row.id}/version/${row.version}` },
  };
}

function containerJson(c: Context<RestEnv>, site: Site, row: AttachmentRow) {
  const content = findContent(site, row.content_id);
  if (!content) return undefined;
  return {
    id: String(content.id),
    type: content.kind,
    status: content.status,
    title: content.title,
    _links: { webui: webPath(content), self: `${wikiBase(c)}/rest/api/content/${content.id}` },
  };
}

function v1Labels(c: Context<RestEnv>, site: Site, row: AttachmentRow) {
  const results = labelsOf(site, row.id, c.get('caller')).map((label) => ({
    ...labelJson(label),
    label: label.name,
  }));
  return { results, start: 0, limit: 200, size: results.length };
}
