import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ownDatabase } from '../../launcher/test-support/own-database.ts';

let remove: () => Promise<void>;
const userId = randomUUID();
const sendCall = vi.fn();
vi.mock('@/lib/composio/send-actions', () => ({ sendCall, sendActions: vi.fn() }));

beforeAll(async () => {
  remove = await ownDatabase();
  const { database } = await import('../db/client.ts');
  const { users } = await import('../db/schema.ts');
  await database().insert(users).values({ id: userId, name: 'Ada' });
}, 60_000);

afterAll(() => remove());

/** A call of the model in a turn of its own, which is at work with it. */
async function beginTurn(tool: string, args: unknown) {
  const { database } = await import('../db/client.ts');
  const { conversations, turns } = await import('../db/schema.ts');
  const { openCall } = await import('../ledger/record-call.ts');
  const [conversationId, turnId, callId] = [randomUUID(), randomUUID(), randomUUID()];
  await database().insert(conversations).values({ id: conversationId, userId, title: 'Calls' });
  await database().insert(turns).values({ id: turnId, conversationId, cause: 'message' });
  const turn = { userId, conversationId, turnId };
  await openCall({ ...turn, id: callId, modelCallId: 'c1', tool, arguments: args });
  return { turn, callId };
}

test('the model hears how a call ended that could not be written down, and with the turn it is given up as unknown', async () => {
  const { database } = await import('../db/client.ts');
  const { actions } = await import('../db/schema.ts');
  const { runToolCall } = await import('./run-tool-call.ts');
  const { openTurnLog } = await import('../turns/turn-log.ts');
  const { closeTurn } = await import('../turns/close-turn.ts');
  const tool = 'CONFLUENCE_GET_PAGE_BY_ID';
  const { turn, callId } = await beginTurn(tool, { id: '7' });
  await database().execute(sql`create function refuse_ends() returns trigger language plpgsql as
    $$ begin if new.event = 'ended' then raise 'no more room'; end if; return new; end $$`);
  await database().execute(
    sql`create trigger refuse_ends before insert on ledger for each row execute function refuse_ends()`,
  );
  sendCall.mockResolvedValue({ status: 'succeeded', data: { title: 'Plan' }, error: null, logId: null });
  const context = {
    ...turn,
    session: { sessionId: 'trs_test', mcpUrl: 'http://127.0.0.1:1/mcp', tools: [] },
    calls: { recorded: async () => callId, track: () => undefined },
    tell: () => undefined,
    priorWrites: new Map(),
    signal: new AbortController().signal,
    ended: new Set<string>(),
  };
  const outcome = await runToolCall(context, { callId, tool, arguments: { id: '7' } });
  expect(outcome).toMatchObject({
    status: 'succeeded',
    actions: [{ index: 0, status: 'succeeded', result: { title: 'Plan' } }],
  });
  await database().execute(sql`drop trigger refuse_ends on ledger`);

  const log = openTurnLog(turn.turnId, () => undefined);
  log.append({ type: 'start', messageId: randomUUID() });
  await closeTurn(turn, log, { status: 'completed', error: null, usage: undefined }, false);
  const [kept] = await database().select().from(actions).where(eq(actions.toolCallId, callId));
  expect(kept).toMatchObject({ status: 'unknown' });
});
