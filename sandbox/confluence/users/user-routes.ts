import { type Context, Hono } from 'hono';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { personalSpaceOf } from '../spaces/spaces.ts';
import { expandParameter } from '../v1/expand.ts';
import { v1SpaceJson } from '../v1/v1-space.ts';
import type { Person } from './people.ts';
import { namedPerson, profilePicture, v1UserJson } from './users.ts';

/** Who is asking, who someone is, and who is nobody. */
export function userRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/rest/api/user/current', (c) => {
    const json = userJson(c, site, c.get('caller'));
    return c.json({ ...json, _links: { ...json._links, base: wikiBase(c), context: '/wiki' } });
  });

  app.get('/rest/api/user/anonymous', (c) =>
    c.json({
      type: 'anonymous',
      displayName: 'Anonymous',
      profilePicture,
      isExternalCollaborator: false,
      ...(expandParameter(c).has('operations')
        ? { operations: [], _expandable: {} }
        : { _expandable: { operations: '' } }),
      _links: { self: `${wikiBase(c)}/rest/api/user/anonymous`, base: wikiBase(c), context: '/wiki' },
    }),
  );

  app.get('/rest/api/user', (c) => {
    const json = userJson(c, site, namedPerson(c));
    return c.json({ ...json, _links: { ...json._links, base: wikiBase(c), context: '/wiki' } });
  });

  return app;
}

function userJson(c: Context<RestEnv>, site: Site, person: Person) {
  return v1UserJson(c, person, expandParameter(c), {
    operations: () => [{ operation: 'use', targetType: 'application' }],
    personalSpace: () => {
      const space = personalSpaceOf(site, c.get('caller'), person);
      return space && v1SpaceJson(c, space);
    },
  });
}
