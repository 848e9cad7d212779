import { serveSandbox } from '@tributary/sandbox/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { databaseWithUser } from '../db/test-support/database-with-user.ts';

let sandbox: Awaited<ReturnType<typeof serveSandbox>>;

// Before the database: the configuration is read once.
beforeAll(async () => {
  sandbox = await serveSandbox({ control: true });
  vi.stubEnv('COMPOSIO_BASE_URL', sandbox.base);
});
afterAll(() => sandbox.close());

const userId = databaseWithUser();

test('a session costs the first person four requests, anyone after that one, and nobody a second time', async () => {
  const { database } = await import('../db/client.ts');
  const { users } = await import('../db/schema.ts');
  const { getSession } = await import('./session.ts');
  const [second] = await database()
    .insert(users)
    .values({ email: 'second@example.com', name: 'Second' })
    .returning({ id: users.id });

  /** What is asked of Composio until a person has a session, the session's own name left out. */
  const asked = async (id: string | undefined) => {
    if (!id) throw new Error('There is no such person.');
    await fetch(`${sandbox.base}/control/requests`, { method: 'DELETE' });
    await getSession(id);
    const { requests } = (await (await fetch(`${sandbox.base}/control/requests`)).json()) as {
      requests: { method: string; path: string; body: { method?: string } | null }[];
    };
    return requests.map(({ method, path, body }) => `${method} ${body?.method ?? path}`);
  };

  const create = 'POST /api/v3.1/tool_router/session';
  expect(await asked(userId)).toEqual([
    create,
    'POST initialize',
    'POST notifications/initialized',
    'POST tools/list',
  ]);
  expect(await asked(second?.id)).toEqual([create]);
  expect(await asked(userId)).toEqual([]);
  expect(await asked(second?.id)).toEqual([]);
});
