import type { Context } from 'hono';
import { wikiBase } from '../site.ts';

/** A space in the shape of REST v1. */
export function v1SpaceJson(
  c: Context,
  row: { id: number; key: string; name: string; type: string; status: string; homepage_id: number | null },
) {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    type: row.type,
    status: row.status,
    _expandable: {
      homepage: `/rest/api/content/${row.homepage_id}`,
      description: '',
      metadata: '',
      icon: '',
    },
    _links: {
      webui: `/spaces/${encodeURIComponent(row.key)}`,
      self: `${wikiBase(c)}/rest/api/space/${encodeURIComponent(row.key)}`,
      base: wikiBase(c),
    },
  };
}
