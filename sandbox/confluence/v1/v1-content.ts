import type { Context } from 'hono';
import { type CommentRow, commentSelect } from '../comments/comment-rows.ts';
import { contentLinks, webPath } from '../content/content-links.ts';
import { type ContentRow, findContent } from '../content/content-rows.ts';
import { permittedOperations } from '../content/operations.ts';
import { labelJson, labelsOf } from '../labels/labels.ts';
import { propertiesOf } from '../properties/property-store.ts';
import { operations, restrictionJson } from '../restrictions/restrictions.ts';
import { selectOne } from '../rows.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { storedSpace } from '../spaces/spaces.ts';
import { type Expand, expandTree, withExpanded } from './expand.ts';
import { v1BodyJson } from './v1-body.ts';
import { v1ChildrenJson } from './v1-children.ts';
import { storedVersion, type V1Version, v1HistoryJson, v1VersionJson } from './v1-history.ts';
import { ancestorRows, commentAsV1, contentAsV1, type V1Row } from './v1-rows.ts';
import { v1SpaceJson } from './v1-space.ts';

/** A page, blog post, whiteboard, folder or comment in the shape of REST v1, with whatever `expand` asks for. */
export function v1ContentJson(
  c: Context<RestEnv>,
  site: Site,
  row: V1Row,
  expand: readonly string[] | Expand,
): ReturnType<typeof build> {
  return build(c, site, row, expand instanceof Map ? expand : expandTree([...expand]));
}

function build(c: Context<RestEnv>, site: Site, row: V1Row, expand: Expand) {
  const content = findContent(site, row.content_id ?? row.id);
  const comment = row.kind === 'comment' ? findComment(site, row.id) : undefined;
  const version = comment ? commentVersion(comment) : storedVersion(site, row.id, row.version);
  const self = `${wikiBase(c)}/rest/api/content/${row.id}`;
  const api = `/rest/api/content/${row.id}`;
  const nested = (one: V1Row, below: Expand): unknown => build(c, site, one, below);
  const space = (below: Expand) => v1SpaceJson(c, storedSpace(site, row.space_id), below);
  const spaceLink = content ? `/rest/api/space/${encodeURIComponent(content.space_key)}` : '';
  return withExpanded(
    {
      id: String(row.id),
      type: row.kind,
      status: statusOf(row, content, comment),
      title: row.title,
      macroRenderedOutput: {},
      extensions: comment ? commentExtensions(comment) : { position: content?.position ?? 'none' },
      _links: { ...linksOf(row, content, comment), self } as Record<string, string>,
    },
    expand,
    {
      container: comment
        ? {
            link: `/rest/api/content/${comment.content_id}`,
            build: (below) => content && nested(contentAsV1(content), below),
          }
        : { link: spaceLink, build: space },
      metadata: { build: (below) => metadataJson(c, site, row, below) },
      restrictions: {
        link: `${api}/restriction/byOperation`,
        build: (below) => (comment ? undefined : restrictionsJson(c, site, row, below)),
      },
      history: {
        link: `${api}/history`,
        build: (below) =>
          comment
            ? commentHistory(c, comment)
            : content && v1HistoryJson(c, site, content, below, row.version),
      },
      body: { build: (below) => v1BodyJson(site, row, below) },
      version: { build: () => version && v1VersionJson(c, row.id, version) },
      space: { link: spaceLink, build: space },
      ancestors: {
        build: (below) =>
          (comment ? commentsAbove(site, comment) : ancestorRows(site, row.id)).map((one) =>
            nested(one, below),
          ),
      },
      children: {
        link: `${api}/child`,
        build: (below) => v1ChildrenJson(c, site, row, below, nested, 'child'),
      },
      descendants: {
        link: `${api}/descendant`,
        build: (below) => v1ChildrenJson(c, site, row, below, nested, 'descendant'),
      },
      childTypes: { build: () => childTypesJson(row, self) },
      operations: { build: () => content && permittedOperations(site, c.get('caller'), content) },
      schedulePublishDate: {},
      schedulePublishInfo: {},
    },
  );
}

function findComment(site: Site, id: number): CommentRow | undefined {
  return selectOne<CommentRow>(site.db, `${commentSelect} WHERE m.id = ?`, id);
}

// What a reply replies to, the first comment first.
function commentsAbove(site: Site, { parent_comment_id }: CommentRow): V1Row[] {
  const above = parent_comment_id === null ? undefined : findComment(site, parent_comment_id);
  return above ? [...commentsAbove(site, above), commentAsV1(above)] : [];
}

function statusOf(row: V1Row, content: ContentRow | undefined, comment: CommentRow | undefined): string {
  if (comment) return comment.status;
  if (!content) return 'current';
  return row.version < content.version ? 'historical' : content.status;
}

function commentVersion(comment: CommentRow): V1Version {
  return {
    number: comment.version,
    author_id: comment.version_author_id ?? comment.author_id,
    created_at: comment.modified_at,
    message: comment.version_message,
    minor_edit: 0,
  };
}

function commentExtensions(comment: CommentRow) {
  if (comment.kind === 'footer') return { location: 'footer' };
  return {
    location: 'inline',
    inlineProperties: { originalSelection: comment.selection, markerRef: comment.marker_ref },
    resolution: { status: comment.resolution_status },
  };
}

function commentHistory(c: Context, comment: CommentRow) {
  return v1HistoryJsonOfComment(v1VersionJson(c, comment.id, commentVersion(comment)), comment);
}

function v1HistoryJsonOfComment(lastUpdated: ReturnType<typeof v1VersionJson>, comment: CommentRow) {
  return { latest: true, createdBy: lastUpdated.by, createdDate: comment.created_at, lastUpdated };
}

function linksOf(
  row: V1Row,
  content: ContentRow | undefined,
  comment: CommentRow | undefined,
): Record<string, string> {
  if (!content) return {};
  if (comment) return { webui: `${webPath(content)}?focusedCommentId=${row.id}` };
  return contentLinks(content);
}

function metadataJson(c: Context<RestEnv>, site: Site, row: V1Row, below: Expand) {
  return withExpanded({}, below, {
    currentuser: {
      build: () => ({
        _expandable: { favourited: '', lastmodified: '', lastcontributed: '', viewed: '', scheduled: '' },
      }),
    },
    properties: { build: (keys) => propertiesJson(c, site, row, keys) },
    frontend: {},
    labels: {
      build: () => {
        const labels = labelsOf(site, row.id, c.get('caller'));
        const results = labels.map((label) => ({ ...labelJson(label), label: label.name }));
        const self = `${wikiBase(c)}/rest/api/content/${row.id}/label`;
        return { results, start: 0, limit: 200, size: results.length, _links: { self } };
      },
    },
  });
}

// Each property that is named; without names, all of them.
function propertiesJson(c: Context, site: Site, row: V1Row, keys: Expand) {
  const found = propertiesOf(site, row.id).filter(({ key }) => keys.size === 0 || keys.has(key));
  return Object.fromEntries(
    found.map((property) => [
      property.key,
      {
        id: String(property.id),
        key: property.key,
        value: JSON.parse(property.value),
        version: {
          number: property.version,
          when: property.version_created_at,
          message: property.version_message,
          minorEdit: false,
        },
        _expandable: { content: `/rest/api/content/${row.id}`, additionalProperties: '' },
        _links: {
          self: `${wikiBase(c)}/rest/api/content/${row.id}/property/${encodeURIComponent(property.key)}`,
        },
      },
    ]),
  );
}

function restrictionsJson(c: Context, site: Site, row: V1Row, below: Expand) {
  const path = `/rest/api/content/${row.id}/restriction/byOperation`;
  const members = operations.map((operation) => {
    const build = () => restrictionJson(c, site, row.id, operation);
    return [operation, { link: `${path}/${operation}`, build }] as const;
  });
  return withExpanded({ _links: { self: `${wikiBase(c)}${path}` } }, below, Object.fromEntries(members));
}

function childTypesJson(row: V1Row, self: string) {
  const types = row.kind === 'page' ? ['attachment', 'comment', 'page'] : ['attachment', 'comment'];
  return Object.fromEntries(
    types.map((type) => [type, { value: true, _links: { self: `${self}/child/${type}` } }]),
  );
}
