import { type Context, Hono } from 'hono';
import { findContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { visibleLabels } from '../labels/visible-labels.ts';
import { mayRead } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { selectAll, selectOne } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireSpaceByKey } from '../spaces/spaces.ts';
import { type Person, personByAccountId } from '../users/people.ts';
import { namedPerson, profilePicture } from '../users/users.ts';
import { collectionOf, sliceOf } from '../v1/v1-collection.ts';
import { contentIdNotFound } from '../v1/v1-target.ts';

/** What can be watched: by which path, and the number of what a request names there. */
const watchable: { path: string; idOf: (c: Context<RestEnv>, site: Site) => number }[] = [
  { path: '/rest/api/user/watch/content/:id', idOf: (c, site) => requireWatchedContent(c, site).id },
  {
    path: '/rest/api/user/watch/space/:key',
    idOf: (c, site) => requireSpaceByKey(site, c.get('caller'), c.req.param('key') ?? '').id,
  },
  { path: '/rest/api/user/watch/label/:name', idOf: requireWatchedLabel },
];

/** Who watches what (REST v1): saying so, asking, and the watchers of a page and of a space. */
export function watchRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  for (const { path, idOf } of watchable) {
    app.get(path, (c) => {
      const { accountId } = watcherOf(c);
      const watching = watchersOf(site, idOf(c, site)).some((person) => person.accountId === accountId);
      return c.json({ watching });
    });

    app.post(path, (c) => {
      site.db
        .prepare('INSERT OR IGNORE INTO confluence_watch (target_id, account_id) VALUES (?, ?)')
        .run(idOf(c, site), watcherOf(c).accountId);
      return c.body(null, 204);
    });

    app.delete(path, (c) => {
      site.db
        .prepare('DELETE FROM confluence_watch WHERE target_id = ? AND account_id = ?')
        .run(idOf(c, site), watcherOf(c).accountId);
      return c.body(null, 204);
    });
  }

  app.get('/rest/api/content/:id/notification/child-created', (c) => {
    const { id } = requireWatchedContent(c, site);
    const toJson = (person: Person) => ({ type: 'page', watcher: watcherJson(person), contentId: id });
    return c.json(collectionOf(c, watchersOf(site, id), sliceOf(c, 200), toJson));
  });

  // The same list twice: the first asks by something that is in the space.
  app.get('/rest/api/content/:id/notification/created', (c) => {
    const { space_id, space_key } = requireWatchedContent(c, site);
    return sendSpaceWatchers(c, site, { id: space_id, key: space_key });
  });
  app.get('/rest/api/space/:key/watch', (c) =>
    sendSpaceWatchers(c, site, requireSpaceByKey(site, c.get('caller'), c.req.param('key'))),
  );

  return app;
}

function sendSpaceWatchers(c: Context<RestEnv>, site: Site, space: { id: number; key: string }) {
  const toJson = (person: Person) => ({ type: 'space', watcher: watcherJson(person), spaceKey: space.key });
  return c.json(collectionOf(c, watchersOf(site, space.id), sliceOf(c, 200), toJson));
}

function watchersOf(site: Site, targetId: number): Person[] {
  return selectAll<{ account_id: string }>(
    site.db,
    'SELECT account_id FROM confluence_watch WHERE target_id = ? ORDER BY account_id',
    targetId,
  ).flatMap((row) => personByAccountId(row.account_id) ?? []);
}

/** The one who is meant: the caller unless named. @throws ConfluenceError 403 when others are named without the right to */
function watcherOf(c: Context<RestEnv>): Person {
  const caller = c.get('caller');
  const person = c.req.query('accountId') ? namedPerson(c) : caller;
  if (person.accountId !== caller.accountId && !caller.administrator)
    throw new ConfluenceError(403, 'Only administrators may see and change what others watch');
  return person;
}

function requireWatchedContent(c: Context<RestEnv>, site: Site) {
  const id = numericId(c.req.param('id'));
  const row = findContent(site, id);
  if (row?.status !== 'current' || !mayRead(site, c.get('caller'), id)) throw contentIdNotFound(id);
  return row;
}

/** @throws ConfluenceError 403 for a label that nothing carries: so live sites answer */
function requireWatchedLabel(c: Context<RestEnv>, site: Site): number {
  const [prefix, name] = (c.req.param('name') ?? '').includes(':')
    ? (c.req.param('name') ?? '').split(':', 2)
    : ['global', c.req.param('name')];
  const visible = visibleLabels(c.get('caller'));
  const row = selectOne<{ id: number }>(
    site.db,
    `SELECT l.id FROM confluence_label l WHERE l.prefix = ? AND l.name = ? AND ${visible.sql}`,
    prefix ?? '',
    (name ?? '').toLowerCase(),
    ...visible.params,
  );
  if (!row) throw new ConfluenceError(403, "Requested label doesn't exist");
  return row.id;
}

function watcherJson(person: Person) {
  return {
    type: 'known',
    accountId: person.accountId,
    accountType: 'atlassian',
    email: person.email,
    publicName: person.displayName,
    profilePicture,
    displayName: person.displayName,
    timeZone: person.timeZone,
    isExternalCollaborator: false,
    externalCollaborator: false,
    isGuest: false,
    operations: null,
    personalSpace: null,
  };
}
