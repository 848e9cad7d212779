import { type Context, Hono } from 'hono';
import { findContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { mayRead } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { type RestEnv, type Site, sitePath, wikiBase } from '../site.ts';
import { requireSpaceByKey } from '../spaces/spaces.ts';
import { type Person, personByAccountId } from '../users/people.ts';
import { v1UserJson } from '../users/users.ts';
import { expandParameter, withExpanded } from '../v1/expand.ts';
import { contentIdNotFound } from '../v1/v1-target.ts';
import { isFavourite } from './favourites.ts';

/** What can be starred: its name in the path, its number, and where it is read. */
const targets: { type: string; of: (c: Context<RestEnv>, site: Site) => { id: number; path: string } }[] = [
  {
    type: 'space',
    of: (c, site) => {
      const { id, key } = requireSpaceByKey(site, c.get('caller'), c.req.param('target') ?? '');
      return { id, path: `/rest/api/space/${key}` };
    },
  },
  {
    type: 'content',
    of: (c, site) => {
      const id = numericId(c.req.param('target'));
      if (!findContent(site, id) || !mayRead(site, c.get('caller'), id)) throw contentIdNotFound(id);
      return { id, path: `/rest/api/content/${id}` };
    },
  },
];

/** What a person has starred: REST v1's one relation, `favourite`, from a user to a space or to content. */
export function favouriteRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  for (const { type, of } of targets) {
    const path = `/rest/api/relation/favourite/from/user/:user/to/${type}/:target`;

    app.get(path, (c) => {
      const person = personOf(c);
      const target = of(c, site);
      if (!isFavourite(site, person, target.id))
        throw new ConfluenceError(404, `The ${type} ${c.req.param('target')} is no favourite of this user`);
      return c.json(relationJson(c, person, target.path));
    });

    app.put(path, (c) => {
      const person = ownPersonOf(c);
      const target = of(c, site);
      site.db
        .prepare('INSERT OR IGNORE INTO confluence_favourite (target_id, account_id) VALUES (?, ?)')
        .run(target.id, person.accountId);
      return c.json(relationJson(c, person, target.path));
    });

    app.delete(path, (c) => {
      const person = ownPersonOf(c);
      site.db
        .prepare('DELETE FROM confluence_favourite WHERE target_id = ? AND account_id = ?')
        .run(of(c, site).id, person.accountId);
      return c.body(null, 204);
    });

    // Live sites can not search for favourites, though their documents say so.
    for (const search of [
      `/rest/api/relation/favourite/from/user/:user/to/${type}`,
      `/rest/api/relation/favourite/to/${type}/:target/from/user`,
    ])
      app.get(search, () => {
        throw new ConfluenceError(501, 'find relations not implemented for Favourites');
      });
  }

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

// The target stays a link even when it is to be expanded; live sites were seen to.
function relationJson(c: Context<RestEnv>, person: Person, targetPath: string) {
  const sourcePath = `/rest/api/user?accountId=${encodeURIComponent(person.accountId)}`;
  return withExpanded(
    {
      name: 'favourite',
      _links: { self: `${wikiBase(c)}${sitePath(c).replace(/^\/wiki/, '')}` },
    },
    expandParameter(c, []),
    {
      relationData: {},
      source: { link: sourcePath, build: () => v1UserJson(c, person) },
      target: { link: targetPath },
    },
  );
}
