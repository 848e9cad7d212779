import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { readJson } from '../request-body.ts';
import { type RestEnv, wikiBase } from '../site.ts';
import { type Person, people, personByAccountId } from './people.ts';

const picture = { path: '/wiki/aa-avatar/default', width: 48, height: 48, isDefault: true };

/** A person in the shape of REST v1. */
export function v1UserJson(c: Context, person: Person) {
  return {
    type: 'known',
    accountId: person.accountId,
    accountType: 'atlassian',
    email: person.email,
    publicName: person.displayName,
    displayName: person.displayName,
    profilePicture: picture,
    timeZone: person.timeZone,
    isExternalCollaborator: false,
    isGuest: false,
    locale: 'en_GB',
    accountStatus: 'active',
    _expandable: { operations: '', personalSpace: '' },
    _links: { self: `${wikiBase(c)}/rest/api/user?accountId=${encodeURIComponent(person.accountId)}` },
  };
}

/** Who is asking, who someone is, and many at once. */
export function userRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/rest/api/user/current', (c) => {
    const json = v1UserJson(c, c.get('caller'));
    return c.json({ ...json, _links: { ...json._links, base: wikiBase(c), context: '/wiki' } });
  });

  app.get('/rest/api/user/anonymous', (c) =>
    c.json({
      type: 'anonymous',
      displayName: 'Anonymous',
      profilePicture: picture,
      isExternalCollaborator: false,
      _expandable: { operations: '' },
      _links: { self: `${wikiBase(c)}/rest/api/user/anonymous`, base: wikiBase(c), context: '/wiki' },
    }),
  );

  app.get('/rest/api/user', (c) => {
    const accountId = c.req.query('accountId') ?? '';
    const person = personByAccountId(accountId);
    if (!person) throw new ConfluenceError(404, `No user found with account id : ${accountId}`);
    return c.json(v1UserJson(c, person));
  });

  app.post('/api/v2/users-bulk', async (c) => {
    const { accountIds } = await readJson(c, z.object({ accountIds: z.array(z.string()).max(250) }));
    const results = people
      .filter((person) => accountIds.includes(person.accountId))
      .map((person) => ({
        accountId: person.accountId,
        accountType: 'atlassian',
        accountStatus: 'active',
        displayName: person.displayName,
        publicName: person.displayName,
        email: person.email,
        timeZone: person.timeZone,
        personalSpaceId: null,
        isExternalCollaborator: false,
        profilePicture: picture,
      }));
    return c.json({ results, _links: { base: wikiBase(c) } });
  });

  return app;
}
