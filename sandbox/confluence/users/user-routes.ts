import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { listParameter } from '../query-parameters.ts';
import { readJson } from '../request-body.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { personalSpaceOf } from '../spaces/spaces.ts';
import { expandParameter } from '../v1/expand.ts';
import { collectionOf, sliceOf } from '../v1/v1-collection.ts';
import { v1SpaceJson } from '../v1/v1-space.ts';
import { groupJson } from './group-routes.ts';
import { groupsOf } from './groups.ts';
import { type Person, people, personByAccountId } from './people.ts';
import { namedPerson, profilePicture, v1UserJson } from './users.ts';

const mostAtOnce = 100;

/** Who is asking, who someone is, and many at once. */
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

  app.get('/rest/api/user/memberof', (c) =>
    c.json(collectionOf(c, groupsOf(namedPerson(c)), sliceOf(c, 200, 200), (group) => groupJson(c, group))),
  );

  app.get('/rest/api/user/bulk', (c) => {
    const found = peopleNamed(listParameter(c, 'accountId').slice(0, mostAtOnce));
    const slice = { start: 0, limit: mostAtOnce };
    return c.json(collectionOf(c, found, slice, (person) => userJson(c, site, person)));
  });

  app.get('/rest/api/user/email', (c) => {
    const { accountId, email } = namedPerson(c);
    return c.json({ accountId, email });
  });

  app.get('/rest/api/user/email/bulk', (c) =>
    c.json(peopleNamed(listParameter(c, 'accountId')).map(({ accountId, email }) => ({ accountId, email }))),
  );

  app.post('/api/v2/users-bulk', async (c) => {
    const { accountIds } = await readJson(c, z.object({ accountIds: z.array(z.string()).max(250) }));
    const results = peopleNamed(accountIds).map((person) => {
      const space = personalSpaceOf(site, c.get('caller'), person);
      return {
        accountId: person.accountId,
        accountType: 'atlassian',
        accountStatus: 'active',
        displayName: person.displayName,
        publicName: person.displayName,
        email: person.email,
        timeZone: person.timeZone,
        personalSpaceId: space ? String(space.id) : null,
        isExternalCollaborator: false,
        profilePicture: { path: profilePicture.path, isDefault: profilePicture.isDefault },
      };
    });
    return c.json({ results, _links: { base: wikiBase(c) } });
  });

  app.post('/api/v2/user/access/check-access-by-email', async (c) => {
    const schema = z.object({ emails: z.array(z.string()).min(1).max(100) });
    const { emails } = await readJson(c, schema);
    const invalidEmails = emails.filter((email) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email));
    const emailsWithoutAccess = emails.filter(
      (email) =>
        !invalidEmails.includes(email) && !people.some((person) => person.email === email.toLowerCase()),
    );
    return c.json({ emailsWithoutAccess, invalidEmails });
  });

  return app;
}

// In the order asked for; an unknown id is left out.
function peopleNamed(accountIds: string[]): Person[] {
  return [...new Set(accountIds)].flatMap((accountId) => personByAccountId(accountId) ?? []);
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
