import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { selectOne } from '../rows.ts';
import { type RestEnv, type Site, sitePath, wikiBase } from '../site.ts';
import { type Person, personByAccountId } from '../users/people.ts';
import { v1UserJson } from '../users/users.ts';
import { v1SpaceJson } from '../v1/v1-space.ts';
import { requireSpaceByKey } from './spaces.ts';

/** Which spaces a person has starred (REST v1's relation `favourite`, from a user to a space). */
export function favouriteRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const path = '/rest/api/relation/favourite/from/user/:user/to/space/:key';

  app.get(path, (c) => {
    const person = personOf(c);
    const space = requireSpaceByKey(site, c.get('caller'), c.req.param('key'));
    const found = selectOne(
      site.db,
      'SELECT 1 FROM confluence_space_favourite WHERE space_id = ? AND account_id = ?',
      space.id,
      person.accountId,
    );
    if (!found) throw new ConfluenceError(404, `The space ${space.key} is no favourite of this user`);
    return c.json(relationJson(c, site, person));
  });

  app.put(path, (c) => {
    const person = ownPersonOf(c);
    const space = requireSpaceByKey(site, person, c.req.param('key'));
    site.db
      .prepare('INSERT OR IGNORE INTO confluence_space_favourite (space_id, account_id) VALUES (?, ?)')
      .run(space.id, person.accountId);
    return c.json(relationJson(c, site, person));
  });

  app.delete(path, (c) => {
    const person = ownPersonOf(c);
    const space = requireSpaceByKey(site, person, c.req.param('key'));
    site.db
      .prepare('DELETE FROM confluence_space_favourite WHERE space_id = ? AND account_id = ?')
      .run(space.id, person.accountId);
    return c.body(null, 204);
  });

  return app;
}

/** @throws ConfluenceError 404 for a user who is not there */
function personOf(c: Context<RestEnv>): Person {
  const asked = c.req.param('user') ?? '';
  const person = asked === 'current' ? c.get('caller') : personByAccountId(asked);
  if (!person) throw new ConfluenceError(404, `No user found with account id : ${asked}`);
  return person;
}

/** @throws ConfluenceError 403 for anyone but the caller */
function ownPersonOf(c: Context<RestEnv>): Person {
  const person = personOf(c);
  if (person.accountId !== c.get('caller').accountId)
    throw new ConfluenceError(403, 'The favourites of another user can not be changed');
  return person;
}

function relationJson(c: Context<RestEnv>, site: Site, person: Person) {
  const space = requireSpaceByKey(site, c.get('caller'), c.req.param('key') ?? '');
  return {
    name: 'favourite',
    source: v1UserJson(c, person),
    target: v1SpaceJson(c, space),
    _expandable: { relationData: '' },
    _links: { self: `${wikiBase(c)}${sitePath(c).replace(/^\/wiki/, '')}` },
  };
}
