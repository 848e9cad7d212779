import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { UserChange } from '../domain/user-change.ts';
import { databaseWithUser } from './test-support/database-with-user.ts';

const userId = databaseWithUser();

test('a person hears of their own conversations once it is committed, and of nobody else’s', async () => {
  const { database } = await import('./client.ts');
  const { conversations, users } = await import('./schema.ts');
  const { hearChanges, tellOwner, tellUser } = await import('./user-changes.ts');
  const stranger = randomUUID();
  await database().insert(users).values({ id: stranger, name: 'Grace' });
  const [mine, theirs] = [randomUUID(), randomUUID()];
  await database()
    .insert(conversations)
    .values([
      { id: mine, userId, title: 'Mine' },
      { id: theirs, userId: stranger, title: 'Theirs' },
    ]);
  const heard: UserChange[] = [];
  const stop = await hearChanges(userId, (change) => heard.push(change));
  await tellOwner(theirs);
  await tellUser(stranger, { type: 'connections' });
  await database().transaction(async (tx) => {
    await tellOwner(mine, tx);
    await tellUser(userId, { type: 'conversations' });
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'conversations' }]));
  });
  await vi.waitFor(() =>
    expect(heard).toEqual([{ type: 'conversations' }, { type: 'conversation', id: mine }]),
  );
  stop();
  await database().delete(users);
});
