import type { Context } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { wikiBase } from '../site.ts';
import { type Expand, withExpanded } from '../v1/expand.ts';
import { type Person, people, personByAccountId } from './people.ts';

/** Everyone has the same picture. */
export const profilePicture = { path: '/wiki/aa-avatar/default', width: 48, height: 48, isDefault: true };

/** A person in the shape of REST v1. `members` builds what only some requests ask for. */
export function v1UserJson(
  c: Context,
  person: Person,
  expand: Expand = new Map(),
  members: { operations?: () => unknown; personalSpace?: () => unknown } = {},
) {
  const { operations, personalSpace } = members;
  return withExpanded(
    {
      type: 'known',
      accountId: person.accountId,
      accountType: 'atlassian',
      email: person.email,
      publicName: person.displayName,
      profilePicture,
      displayName: person.displayName,
      timeZone: person.timeZone,
      isExternalCollaborator: false,
      isGuest: false,
      locale: 'en_GB',
      accountStatus: 'active',
      _links: { self: `${wikiBase(c)}/rest/api/user?accountId=${encodeURIComponent(person.accountId)}` },
    },
    expand,
    {
      operations: operations ? { build: operations } : {},
      personalSpace: personalSpace ? { build: personalSpace } : {},
    },
  );
}

/** A person by account id, or someone whose account is gone. */
export function v1AuthorJson(c: Context, accountId: string) {
  const person = personByAccountId(accountId);
  if (person) return v1UserJson(c, person);
  return {
    type: 'unknown',
    accountId,
    accountType: '',
    email: '',
    publicName: 'Former user',
    profilePicture,
    displayName: 'Former user',
    _links: {},
  };
}

/** The person a v1 request names by `accountId`. @throws ConfluenceError 400 without one, 404 for an unknown one */
export function namedPerson(c: Context): Person {
  const accountId = c.req.query('accountId');
  if (!accountId)
    throw new ConfluenceError(
      400,
      "The query parameter 'accountId' is required: names and keys are no longer taken",
    );
  const person = people.find((one) => one.accountId === accountId);
  if (!person) throw new ConfluenceError(404, `No user found with account id : ${accountId}`);
  return person;
}
