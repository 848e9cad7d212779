import type { Context } from 'hono';
import { wikiBase } from '../site.ts';
import type { Group } from './groups.ts';

/** A group in the shape of REST v1. */
export function groupJson(c: Context, group: Group) {
  return {
    type: 'group',
    name: group.name,
    id: group.id,
    usageType: 'USERBASE_GROUP',
    managedBy: 'ADMINS',
    _links: { self: `${wikiBase(c)}/rest/api/group/by-id?id=${group.id}` },
  };
}
