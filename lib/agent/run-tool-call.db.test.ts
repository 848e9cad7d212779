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

/** A turn as its tool calls see it. */
function contextOf(turn: { userId: string; conversationId: string; turnId: string }) {
  return {
    ...turn,
    session: { sessionId: 'trs_test', mcpUrl: 'http://127.0.0.1:1/mcp', tools: [] },
    calls: { recorded: async () => '', track: () => undefined },
    tell: () => undefined,
    priorWrites: new Map(),
    signal: new AbortController().signal,
    ended: new Set<string>(),
  };
}

/** Lets something happen in the database at the moment at which an end is told in the ledger. */
async function onEndTold(plpgsql: string): Promise<() => Promise<void>> {
  const { database } = await import('../db/client.ts');
  const statements = [
    `create function on_end() returns trigger language plpgsql as
      $$ begin if new.event = 'ended' then ${plpgsql}; end if; return new; end $$`,
    'create trigger on_end before insert on ledger for each row execute function on_end()',
  ];
  for (const statement of statements) await database().execute(sql.raw(statement));
  return async () => {
    await database().execute(sql`drop function on_end cascade`);
  };
}

const tool = 'CONFLUENCE_GET_PAGE_BY_ID';

/** A page with a body that is kept beside the result. */
const page = (id: number) => ({ id, body: `<p>${`Page ${id}. `.repeat(200)}</p>` });

test('the model hears how a call ended that could not be written down, and with the turn it is given up as unknown', async () => {
  const { database } = await import('../db/client.ts');
  const { actions } = await import('../db/schema.ts');
  const { runToolCall } = await import('./run-tool-call.ts');
  const { openTurnLog } = await import('../turns/turn-log.ts');
  const { closeTurn } = await import('../turns/close-turn.ts');
  const { turn, callId } = await beginTurn(tool, { id: '7' });
  const restore = await onEndTold(`raise 'no more room'`);
  sendCall.mockResolvedValue({ status: 'succeeded', data: { title: 'Plan' }, error: null, logId: null });
  const outcome = await runToolCall(contextOf(turn), { callId, tool, arguments: { id: '7' } });
  expect(outcome).toMatchObject({
    status: 'succeeded',
    actions: [{ index: 0, status: 'succeeded', result: { title: 'Plan' } }],
  });
  await restore();

  const log = openTurnLog(turn.turnId);
  log.append({ type: 'start', messageId: randomUUID() });
  await closeTurn(turn, log, { status: 'completed', error: null, usage: undefined }, false);
  const [kept] = await database().select().from(actions).where(eq(actions.toolCallId, callId));
  expect(kept).toMatchObject({ status: 'unknown' });
});

test('a conversation that is deleted while a call ends goes, and the ledger tells how it ended', async () => {
  const { database } = await import('../db/client.ts');
  const { ledger } = await import('../db/schema.ts');
  const { deleteConversation } = await import('../conversations/delete-conversation.ts');
  const { runToolCall } = await import('./run-tool-call.ts');
  const { turn, callId } = await beginTurn(tool, { id: '7' });
  const restore = await onEndTold('perform pg_advisory_xact_lock(7)');
  sendCall.mockResolvedValue({ status: 'succeeded', data: page(0), error: null, logId: null });
  const waiting = async (number: number) => {
    const { rows } = await database().execute(
      sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'`,
    );
    expect(rows).toHaveLength(number);
  };
  const both = await database().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7)`);
    const call = runToolCall(contextOf(turn), { callId, tool, arguments: { id: '7' } });
    await vi.waitFor(() => waiting(1), 5_000);
    const deletion = deleteConversation(userId, turn.conversationId);
    await vi.waitFor(() => waiting(2), 5_000);
    return { ended: Promise.allSettled([call, deletion]) };
  });
  expect((await both.ended).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  await restore();
  const told = await database().select().from(ledger).where(eq(ledger.conversationId, turn.conversationId));
  expect(told).toMatchObject([{ event: 'ended', detail: { status: 'succeeded' } }]);
});

test('the ledger tells how a call ended whose conversation was deleted while it was at work', async () => {
  const { database } = await import('../db/client.ts');
  const { ledger } = await import('../db/schema.ts');
  const { deleteConversation } = await import('../conversations/delete-conversation.ts');
  const { runToolCall } = await import('./run-tool-call.ts');
  const { turn, callId } = await beginTurn(tool, { id: '7' });
  sendCall.mockImplementation(async () => {
    await deleteConversation(userId, turn.conversationId);
    return { status: 'succeeded', data: page(0), error: null, logId: null };
  });
  const outcome = await runToolCall(contextOf(turn), { callId, tool, arguments: { id: '7' } });
  expect(outcome.actions).toMatchObject([{ status: 'succeeded', result: page(0) }]);
  const told = await database().select().from(ledger).where(eq(ledger.conversationId, turn.conversationId));
  expect(told).toMatchObject([{ event: 'ended', detail: { status: 'succeeded' } }]);
});

test('calls of one step that read the same pages in another order end beside each other', async () => {
  const { database } = await import('../db/client.ts');
  const { actions } = await import('../db/schema.ts');
  const { openCall } = await import('../ledger/record-call.ts');
  const { runToolCall } = await import('./run-tool-call.ts');
  const { BATCH_TOOL } = await import('../domain/tool-call.ts');
  const ids = Array.from({ length: 20 }, (_, id) => id);
  const batch = (order: number[]) => ({
    tools: order.map((id) => ({ tool_slug: tool, arguments: { id } })),
  });
  sendCall.mockImplementation(async (_context, _tool, { tools }: ReturnType<typeof batch>) => {
    const results = tools.map(({ arguments: { id } }, index) => ({
      index,
      response: { successful: true, data: page(id) },
    }));
    return { status: 'succeeded', data: { results }, error: null, logId: null };
  });
  const { turn, callId } = await beginTurn(BATCH_TOOL, batch(ids));
  const other = randomUUID();
  const back = batch(ids.toReversed());
  await openCall({ ...turn, id: other, modelCallId: 'c2', tool: BATCH_TOOL, arguments: back });
  await Promise.all([
    runToolCall(contextOf(turn), { callId, tool: BATCH_TOOL, arguments: batch(ids) }),
    runToolCall(contextOf(turn), { callId: other, tool: BATCH_TOOL, arguments: back }),
  ]);
  for (const id of [callId, other]) {
    const ended = await database().select().from(actions).where(eq(actions.toolCallId, id));
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['succeeded']));
  }
});
