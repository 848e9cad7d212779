import type { Context } from 'hono';
import { wikiBase } from '../site.ts';
import { descriptionIn, spaceIcon } from '../spaces/space-json.ts';
import { spaceGrants } from '../spaces/space-permissions.ts';
import type { SpaceRow } from '../spaces/spaces.ts';
import { groups } from '../users/groups.ts';
import { v1AuthorJson } from '../users/users.ts';
import { type Expand, withExpanded } from './expand.ts';

/** What is read elsewhere and put in when asked for. */
export type SpaceMembers = {
  homepage?: (below: Expand) => unknown;
  labels?: () => unknown;
  operations?: () => unknown;
};

/** A space in the shape of REST v1, with the members that `expand` asks for. */
export function v1SpaceJson(
  c: Context,
  row: SpaceRow,
  expand: Expand = new Map(),
  members: SpaceMembers = {},
) {
  const key = encodeURIComponent(row.key);
  const { labels, operations, homepage } = members;
  return withExpanded(
    {
      id: row.id,
      key: row.key,
      alias: row.alias ?? row.key,
      name: row.name,
      type: row.type,
      status: row.status,
      _links: {
        webui: `/spaces/${key}`,
        self: `${wikiBase(c)}/rest/api/space/${key}`,
        base: wikiBase(c),
      },
    },
    expand,
    {
      settings: { link: `/rest/api/space/${key}/settings`, build: () => settingsJson(c, row) },
      metadata: {
        build: (below) =>
          withExpanded({}, below, { labels: labels ? { build: labels } : {}, properties: {} }),
      },
      operations: operations ? { build: operations } : {},
      lookAndFeel: { link: `/rest/api/settings/lookandfeel?spaceKey=${key}` },
      identifiers: { build: () => ({ spaceIdentifier: row.key }) },
      permissions: { build: () => spaceGrants(row).map((grant) => permissionJson(c, grant)) },
      icon: { build: () => ({ path: spaceIcon, width: 48, height: 48, isDefault: true }) },
      description: { build: (below) => descriptionJson(row, below) },
      theme: { link: `/rest/api/space/${key}/theme` },
      history: {
        build: () => ({ createdDate: row.created_at, createdBy: v1AuthorJson(c, row.author_id) }),
      },
      homepage: {
        link: row.homepage_id === null ? '' : `/rest/api/content/${row.homepage_id}`,
        ...(homepage ? { build: homepage } : {}),
      },
    },
  );
}

function settingsJson(c: Context, row: SpaceRow) {
  return {
    routeOverrideEnabled: false,
    editor: { page: 'v2', blogpost: 'v2', default: 'v2' },
    spaceKey: row.key,
    _links: { self: `${wikiBase(c)}/rest/api/space/${encodeURIComponent(row.key)}/settings` },
  };
}

function descriptionJson(row: SpaceRow, below: Expand) {
  const form = (format: 'plain' | 'view') => ({
    build: () => ({
      value: descriptionIn(row.description, format),
      representation: format,
      embeddedContent: [],
    }),
  });
  return withExpanded({}, below, { plain: form('plain'), view: form('view') });
}

function permissionJson(c: Context, grant: ReturnType<typeof spaceGrants>[number]) {
  const { type, id } = grant.principal;
  const subject =
    type === 'user'
      ? v1AuthorJson(c, id)
      : { type: 'group', name: groups.find((group) => group.id === id)?.name ?? '', id };
  return {
    id: Number(grant.id),
    subjects: {
      [type]: { results: [subject], size: 1 },
      _expandable: { [type === 'user' ? 'group' : 'user']: '' },
    },
    operation: { operation: grant.operation.key, targetType: grant.operation.targetType },
    anonymousAccess: false,
    unlicensedAccess: false,
  };
}
