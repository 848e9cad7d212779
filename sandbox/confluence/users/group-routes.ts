import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { type RestEnv, wikiBase } from '../site.ts';
import { collectionOf, sliceOf } from '../v1/v1-collection.ts';
import { type Group, groups, membersOf } from './groups.ts';
import type { Person } from './people.ts';
import { v1UserJson } from './users.ts';

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

/** The groups of the site and who is in them. They can not be changed here. */
export function groupRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/rest/api/group', (c) => c.json(sendGroups(c, groups)));

  app.get('/rest/api/group/by-id', (c) => c.json(groupJson(c, requireGroup(c.req.query('id') ?? ''))));

  app.get('/rest/api/group/by-name', (c) => c.json(groupJson(c, requireGroup(c.req.query('name') ?? ''))));

  app.get('/rest/api/group/picker', (c) => {
    const query = (c.req.query('query') ?? '').toLowerCase();
    return c.json(
      sendGroups(
        c,
        groups.filter((group) => group.name.includes(query)),
      ),
    );
  });

  // By id, as today: nobody is in a group that does not exist.
  app.get('/rest/api/group/:group/membersByGroupId', (c) => {
    const group = findGroup(c.req.param('group'));
    return c.json(sendMembers(c, group ? membersOf(group) : []));
  });

  // By name, as old clients ask.
  app.get('/rest/api/group/:group/member', (c) =>
    c.json(sendMembers(c, membersOf(requireGroup(c.req.param('group'))))),
  );

  app.get('/rest/api/group/:group', (c) => c.json(groupJson(c, requireGroup(c.req.param('group')))));

  return app;
}

function findGroup(idOrName: string): Group | undefined {
  return groups.find(({ id, name }) => id === idOrName || name === idOrName);
}

/** @throws ConfluenceError 404 when no group has this id or name */
function requireGroup(idOrName: string): Group {
  const group = findGroup(idOrName);
  if (!group) throw new ConfluenceError(404, `No group found with id or name: ${idOrName}`);
  return group;
}

function sendGroups(c: Context<RestEnv>, found: readonly Group[]) {
  const json = collectionOf(c, [...found], sliceOf(c, 200, 200), (group) => groupJson(c, group));
  return { ...json, ...totalSize(c, found.length) };
}

function sendMembers(c: Context<RestEnv>, members: Person[]) {
  const json = collectionOf(c, members, sliceOf(c, 200, 200), (person) => v1UserJson(c, person));
  return { ...json, ...totalSize(c, members.length) };
}

function totalSize(c: Context, size: number) {
  return c.req.query('shouldReturnTotalSize') === 'true' ? { totalSize: size } : {};
}
