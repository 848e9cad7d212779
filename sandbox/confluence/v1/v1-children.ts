import type { Context } from 'hono';
import { type AttachmentRow, attachmentSelect } from '../attachments/attachment-rows.ts';
import { v1AttachmentJson } from '../attachments/v1-attachment-json.ts';
import { selectAll } from '../rows.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { type Expand, withExpanded } from './expand.ts';
import { childRows, commentAsV1, commentRows, descendantRows, type V1Row } from './v1-rows.ts';

type Show = (row: V1Row, expand: Expand) => unknown;

/** The types of things that can stand below others in REST v1. */
const childTypes = ['page', 'comment', 'attachment', 'whiteboard', 'folder'] as const;
export type ChildType = (typeof childTypes)[number];

/** Something below content: its title, and how to show it. */
type Below = { title: string; toJson: (expand: Expand) => unknown };

/** Everything of a type right below some content, or anywhere below it, to be shown in the shape of REST v1. */
function v1Below(
  c: Context<RestEnv>,
  site: Site,
  row: V1Row,
  asked: { type: ChildType; reach: 'child' | 'descendant'; depth?: number },
  show: Show,
): Below[] {
  const below = (one: V1Row): Below => ({ title: one.title, toJson: (expand) => show(one, expand) });
  const { type, reach, depth } = asked;
  if (type === 'attachment')
    return attachmentRows(site, row).map((one) => ({
      title: one.title,
      toJson: (expand) => v1AttachmentJson(c, site, one, expand),
    }));
  if (type === 'comment') return commentsBelow(site, row, reach).map(below);
  if (row.kind === 'comment') return [];
  const person = c.get('caller');
  const rows =
    reach === 'child'
      ? childRows(site, person, row.id, type)
      : descendantRows(site, person, row.id, type, depth);
  return rows.map(below);
}

/** The `children` or `descendants` member of v1 content: the first 25 of each type that is asked for. */
export function v1ChildrenJson(
  c: Context<RestEnv>,
  site: Site,
  row: V1Row,
  expand: Expand,
  show: Show,
  reach: 'child' | 'descendant',
) {
  const path = `/rest/api/content/${row.id}/${reach}`;
  const list = (type: ChildType, below: Expand) => {
    const all = v1Below(c, site, row, { type, reach }, show);
    const results = all.slice(0, 25).map((one) => one.toJson(below));
    const self = `${wikiBase(c)}${path}/${type}`;
    const next = all.length > 25 ? { next: `${path}/${type}?limit=25&start=25` } : {};
    return { results, start: 0, limit: 25, size: results.length, _links: { self, ...next } };
  };
  const members = childTypes.map((type) => {
    const build = (below: Expand) => list(type, below);
    return [type, { link: `${path}/${type}`, build }] as const;
  });
  return withExpanded({ _links: { self: `${wikiBase(c)}${path}` } }, expand, Object.fromEntries(members));
}

function commentsBelow(site: Site, row: V1Row, reach: 'child' | 'descendant'): V1Row[] {
  if (row.kind === 'comment')
    return commentRows(site, row.content_id ?? 0, { parentId: row.id }).map(commentAsV1);
  const which = reach === 'descendant' ? ({ all: true } as const) : { parentId: null };
  return commentRows(site, row.id, which).map(commentAsV1);
}

function attachmentRows(site: Site, row: V1Row): AttachmentRow[] {
  if (row.kind === 'comment') return [];
  return selectAll<AttachmentRow>(
    site.db,
    `${attachmentSelect} WHERE a.content_id = ? AND a.status = 'current' ORDER BY a.id`,
    row.id,
  );
}
