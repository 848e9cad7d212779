import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { databaseWithUser } from '../db/test-support/database-with-user.ts';
import { SaidError, wordsOfError } from '../domain/phrase.ts';

const userId = databaseWithUser();

/** The calls of a running turn, and its log. */
async function runningTurn() {
  const { database } = await import('../db/client.ts');
  const { conversations, toolCalls, turns } = await import('../db/schema.ts');
  const { openTurnLog } = await import('./turn-log.ts');
  const { recordCalls } = await import('./recorded-calls.ts');
  const turn = { userId, conversationId: randomUUID(), turnId: randomUUID() };
  const { conversationId, turnId: id } = turn;
  await database().insert(conversations).values({ id: conversationId, userId, title: 'Calls' });
  await database().insert(turns).values({ id, conversationId, cause: 'message' });
  const log = openTurnLog(id);
  return {
    calls: recordCalls(turn, log, wordsOfError),
    log,
    kept: () =>
      database().select().from(toolCalls).where(eq(toolCalls.turnId, id)).orderBy(toolCalls.position),
    endTurn: () => database().update(turns).set({ status: 'stopped' }).where(eq(turns.id, id)),
    deleteConversation: () => database().delete(conversations).where(eq(conversations.id, conversationId)),
  };
}

const input = (toolCallId: string) =>
  ({ type: 'tool-input-available', toolCallId, toolName: 'A', input: {}, dynamic: true }) as const;
const inputError = {
  type: 'tool-input-error',
  toolCallId: 'c1',
  toolName: 'A',
  input: '{',
  errorText: 'No JSON.',
  dynamic: true,
} as const;

test('calls to which the model gave the same id are told apart', async () => {
  const { calls, kept } = await runningTurn();
  await calls.open(input('same'));
  const first = await calls.recorded('same');
  const second = calls.recorded('same');
  await calls.open(input('same'));
  expect([first, await second]).toEqual((await kept()).map(({ id }) => id));
});

test('a call that cannot be written down, or comes too late, never runs', async () => {
  const { calls, endTurn } = await runningTurn();
  await endTurn();
  const waiting = calls.recorded('c1');
  await calls.open(input('c1'));
  await expect(waiting).rejects.toThrow('could not be recorded');
  const unseen = calls.recorded('c2');
  calls.close();
  await expect(unseen).rejects.toThrow('Stopped before it ran.');
  await expect(calls.recorded('c3')).rejects.toThrow('Stopped before it ran.');
});

test('why a call broke off before anything was sent stands in the history', async () => {
  const { calls, kept } = await runningTurn();
  await calls.open(input('c1'));
  await calls.fail({ type: 'tool-output-error', toolCallId: 'c1', errorText: 'It broke.', dynamic: true });
  expect(await kept()).toMatchObject([{ status: 'failed', error: 'It broke.' }]);
});

test('why the work on a call broke off is kept as a code', async () => {
  const { calls, kept } = await runningTurn();
  await calls.open(input('c1'));
  const why = { code: 'call.notRecorded', values: {} };
  const work = Promise.reject(new SaidError(why));
  calls.track(await calls.recorded('c1'), work);
  await calls.ended();
  await calls.fail({ type: 'tool-output-error', toolCallId: 'c1', errorText: 'It broke.', dynamic: true });
  expect(await kept()).toMatchObject([{ status: 'failed', error: null, note: why }]);
});

test('a call whose name or reason no database can store is written down all the same', async () => {
  const { calls, kept } = await runningTurn();
  await calls.fail({ ...inputError, toolName: 'A\0', toolCallId: 'c\0', errorText: 'No JSON: {\0' });
  expect(await kept()).toMatchObject([{ tool: 'A', modelCallId: 'c', error: 'No JSON: {' }]);
});

test('a turn goes on where a call that cannot run cannot be written down either', async () => {
  const { calls, log, deleteConversation } = await runningTurn();
  await deleteConversation();
  await calls.fail(inputError);
  expect(log.shown()).toEqual([inputError]);
});
