import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { databaseWithUser } from '../db/test-support/database-with-user.ts';

const userId = databaseWithUser();

/** A turn that waits in a process of which nobody has heard for a while. */
async function waitingTurn() {
  const { database } = await import('../db/client.ts');
  const { turns } = await import('../db/schema.ts');
  const { openTurn } = await import('./open-turn.ts');
  const conversationId = randomUUID();
  const message = {
    cause: 'message' as const,
    id: randomUUID(),
    parts: [{ type: 'text' as const, text: 'Do it' }],
  };
  const { turnId } = await openTurn(userId, conversationId, message, { waits: true });
  const set = (heartbeat: string) =>
    database()
      .update(turns)
      .set({ heartbeatAt: sql.raw(heartbeat) })
      .where(eq(turns.id, turnId));
  const read = async () => (await database().select().from(turns).where(eq(turns.id, turnId)))[0];
  return { turn: { userId, conversationId, turnId }, die: () => set(`now() - interval '1 minute'`), read };
}

test('a turn that waited in a process that died is taken over by one other, and is not interrupted', async () => {
  const { adoptWaiting } = await import('./waiting-turns.ts');
  const { interruptTurn } = await import('./interrupt-turn.ts');
  const { turn, die, read } = await waitingTurn();
  expect(await adoptWaiting()).toEqual([]);
  await die();
  expect(await interruptTurn(turn.turnId)).toBe(false);
  const adopted = await Promise.all([adoptWaiting(), adoptWaiting()]);
  expect(adopted.flat()).toEqual([turn]);
  expect(await read()).toMatchObject({ status: 'running', waits: true });
});

test('a turn that waited begins in one process only', async () => {
  const { beginWaiting } = await import('./waiting-turns.ts');
  const { turn, read } = await waitingTurn();
  const begun = await Promise.all([beginWaiting(turn.turnId), beginWaiting(turn.turnId)]);
  expect(begun.toSorted()).toEqual([false, true]);
  expect(await read()).toMatchObject({ status: 'running', waits: false });
});

test('a process that ends leaves its waiting turns to the next one at once, with nothing of its log', async () => {
  const { adoptWaiting, handOver } = await import('./waiting-turns.ts');
  const { readPieces, writePieces } = await import('./event-store.ts');
  const { turn } = await waitingTurn();
  const queued = { type: 'data-queued' as const, data: { place: 3 }, transient: true };
  await writePieces([{ turnId: turn.turnId, seq: 0, entries: [queued], whole: false }]);
  await handOver(turn.turnId);
  expect(await adoptWaiting()).toEqual([turn]);
  expect(await readPieces(turn.turnId)).toEqual([]);
});
