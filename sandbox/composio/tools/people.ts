import { z } from 'zod';
import { cqlText } from './cql-text.ts';
import type { Rest } from './rest.ts';

const usersSchema = z.object({
  results: z.array(
    z.object({
      user: z.looseObject({
        accountId: z.string(),
        publicName: z.string().nullish(),
        displayName: z.string().nullish(),
        profilePicture: z.looseObject({}).nullish(),
      }),
    }),
  ),
});

/** A person as the tools describe one; the names are null when Confluence does not tell them. */
export type PersonShape = {
  accountId: string;
  publicName: string | null;
  displayName: string | null;
  username: string | null;
  type: string;
  profilePicture: unknown;
};

async function findPerson(rest: Rest, accountId: string): Promise<PersonShape> {
  const answer = await rest
    .get('/wiki/rest/api/search/user', { cql: `user.accountid = ${cqlText(accountId)}`, limit: 1 })
    .catch(() => null);
  const user = usersSchema.safeParse(answer).data?.results[0]?.user;
  return {
    accountId,
    publicName: user?.publicName ?? user?.displayName ?? null,
    displayName: user?.displayName ?? user?.publicName ?? null,
    username: null,
    type: 'known',
    profilePicture: user?.profilePicture ?? null,
  };
}

/** Looks people up by account id, each once. REST v2 gives ids only; the tools give names. */
export async function findPeople(
  rest: Rest,
  accountIds: readonly (string | null | undefined)[],
): Promise<Map<string, PersonShape>> {
  const unique = [...new Set(accountIds.filter((id) => typeof id === 'string'))];
  const people = await Promise.all(unique.map((id) => findPerson(rest, id)));
  return new Map(people.map((person) => [person.accountId, person]));
}
