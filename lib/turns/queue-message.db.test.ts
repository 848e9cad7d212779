import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { databaseWithUser } from '../db/test-support/database-with-user.ts';

const userId = databaseWithUser();

test('a message that waits already is received again when no other has room', async () => {
  const { database } = await import('../db/client.ts');
  const { conversations, queuedMessages, turns } = await import('../db/schema.ts');
  const { queueMessage } = await import('./queue-message.ts');
  const conversationId = randomUUID();
  await database().insert(conversations).values({ id: conversationId, userId, title: 'Busy' });
  await database().insert(turns).values({ conversationId, cause: 'message' });
  const message = () => ({ id: randomUUID(), parts: [{ type: 'text' as const, text: 'Next' }] });
  const queue = (one: ReturnType<typeof message>) =>
    queueMessage(userId, conversationId, { message: { ...one, role: 'user' } } as never);
  let last = message();
  await expect(
    (async () => {
      for (;;) {
        await queue(last);
        const next = message();
        await queue(next);
        last = next;
      }
    })(),
  ).rejects.toMatchObject({ code: 'too_large' });
  await queue(last);
  const waiting = await database().select({ id: queuedMessages.id }).from(queuedMessages);
  expect(waiting.filter(({ id }) => id === last.id)).toHaveLength(1);
});
