import type { Context } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { labelJson, labelsOf } from '../labels/labels.ts';
import { writeCursor } from '../paging.ts';
import { propertyJson } from '../properties/properties.ts';
import { propertiesOf } from '../properties/property-store.ts';
import { selectAll } from '../rows.ts';
import { type RestEnv, type Site, sitePath } from '../site.ts';
import type { ContentKind, ContentRow } from './content-rows.ts';
import { permittedOperations } from './operations.ts';
import { directChildrenOf } from './page-tree.ts';
import { versionJson, versionsOf } from './versions.ts';

const MOST = 50;

type Expansion = {
  name: string;
  of: (c: Context<RestEnv>, site: Site, row: ContentRow) => Record<string, unknown>[];
  /** The member that the list of the same name goes on from. */
  goesOnFrom?: 'id' | 'number';
};

const labels: Expansion = {
  name: 'labels',
  goesOnFrom: 'id',
  of: (_, site, row) => labelsOf(site, row.id).map(labelJson),
};
const properties: Expansion = {
  name: 'properties',
  goesOnFrom: 'id',
  of: (_, site, row) => propertiesOf(site, row.id).map(propertyJson),
};
const operations: Expansion = {
  name: 'operations',
  of: (c, site, row) => permittedOperations(site, c.get('caller'), row),
};
const likes: Expansion = {
  name: 'likes',
  of: (_, site, row) =>
    selectAll<{ account_id: string }>(
      site.db,
      'SELECT account_id FROM confluence_like WHERE target_id = ? ORDER BY created_at, account_id',
      row.id,
    ).map((like) => ({ accountId: like.account_id })),
};
const versions: Expansion = {
  name: 'versions',
  goesOnFrom: 'number',
  of: (_, site, row) => versionsOf(site, row.id).map(versionJson),
};
const children: Expansion = {
  name: 'direct-children',
  of: (c, site, row) => directChildrenOf(site, c.get('caller'), row.id, MOST + 1),
};

const offered: Record<ContentKind, Expansion[]> = {
  page: [labels, properties, operations, likes, versions, children],
  blogpost: [labels, properties, operations, likes, versions],
  whiteboard: [properties, operations, children],
  folder: [properties, operations, children],
};

/** The members of a single answer that are present only when `include-…=true` asks for them; at most 50 rows each. */
export function expansionsJson(c: Context<RestEnv>, site: Site, row: ContentRow): Record<string, unknown> {
  const asked = (name: string): boolean => c.req.query(`include-${name}`) === 'true';
  const json: Record<string, unknown> = {};
  for (const { name, of, goesOnFrom } of offered[row.kind]) {
    if (!asked(name)) continue;
    const results = of(c, site, row);
    const shown = results.slice(0, MOST);
    const hasMore = results.length > MOST;
    json[name === 'direct-children' ? 'directChildren' : name] = {
      results: shown,
      meta: { hasMore, ...(hasMore && goesOnFrom ? { cursor: cursorAfter(shown.at(-1), goesOnFrom) } : {}) },
      _links: { self: `${sitePath(c)}/${name}` },
    };
  }
  if (asked('favorited-by-current-user-status'))
    throw new ConfluenceError(400, 'Whose favourite a page is, is not known here');
  return json;
}

function cursorAfter(last: Record<string, unknown> | undefined, member: 'id' | 'number'): string {
  const number = Number(last?.[member]);
  return writeCursor({ key: number, id: number });
}
