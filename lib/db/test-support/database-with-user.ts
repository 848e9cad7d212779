import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { ownDatabase } from '../../../launcher/test-support/own-database.ts';

/** Gives the tests of a file a database of their own with one user in it. Answers the user's id. */
export function databaseWithUser(): string {
  const userId = randomUUID();
  let remove: () => Promise<void>;
  beforeAll(async () => {
    remove = await ownDatabase();
    const { database } = await import('../client.ts');
    const { users } = await import('../schema.ts');
    await database().insert(users).values({ id: userId, name: 'Ada' });
  }, 60_000);
  afterAll(() => remove());
  return userId;
}
