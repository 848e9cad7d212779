import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillHistory, PERSON } from '../../bench/fill-history.ts';
import { stopAll } from '../../launcher/children.ts';
import { startPostgres } from '../../launcher/postgres.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { EMPTY_PLAN } from '../ledger/test-support/empty-plan.ts';

// No statement on a hot path reads a whole table: PostgreSQL tells the plan of each statement as it runs, in tables that are
// large enough to be worth an index.

const folder = mkdtempSync(join(tmpdir(), 'tributary-plans-'));
const CALLS = { own: 6_000, all: 24_000 };
/** One in the middle of them. */
const CONVERSATION = '00000001-0000-4000-8000-000000000014';
const EXPLAINED = [
  ['session_preload_libraries', 'auto_explain'],
  ['auto_explain.log_min_duration', '0'],
  ['auto_explain.log_level', 'notice'],
  ['auto_explain.log_nested_statements', 'on'],
];

const MORE_ROWS = [
  "insert into users (id, name) select gen_random_uuid(), 'Person' from generate_series(1, 5000)",
  `insert into conversations (id, user_id, title) select gen_random_uuid(), '${PERSON}', 'Other' from generate_series(1, 5000)`,
  "insert into conversations (id, user_id, title) select gen_random_uuid(), id, 'Of others' from users, generate_series(1, 4)",
  `insert into grants (user_id, conversation_id, tool) select user_id, id, 'T' from conversations limit 5000`,
  "insert into turns (conversation_id, cause, status, ended_at) select id, 'message', 'completed', now() - interval '1 day' from conversations",
  `insert into messages (conversation_id, id, turn_id, role, parts) select conversation_id, gen_random_uuid(), id, 'user', '[]' from turns`,
  `insert into changes (id, action_id, summary, preview, fingerprint) select gen_random_uuid(), id, '{"sentence":"Does it","losses":[],"undo":{"possible":true,"words":"Yes"},"noPreview":null}', '{"type":"none","why":"x"}', 'f' from actions`,
  `insert into approvals (user_id, conversation_id, action_id, change_id, status)
   select t.user_id, t.conversation_id, a.id, c.id, case a.status when 'waiting' then 'pending' else 'allowed' end
   from actions a join tool_calls t on t.id = a.tool_call_id join changes c on c.action_id = a.id`,
  `insert into ledger (user_id, conversation_id, tool_call_id, action_id, event, tool, kind, detail)
   select t.user_id, t.conversation_id, t.id, a.id, 'ended', a.tool, a.kind, '{}' from actions a join tool_calls t on t.id = a.tool_call_id`,
  "insert into bodies (conversation_id, hash, body) select id, md5(n::text), 'text' from conversations, generate_series(1, 2) n",
  // Older ones, of which only the words are there: more than a search looks at one by one. The oldest have a word of the newest.
  'set session_replication_role = replica',
  `insert into call_words select gen_random_uuid(), id, -n, array_to_tsvector(array[left(id::text, 4) || case when n > 14900 then 'topic7' else 'x' end])
   from (select id, row_number() over (order by id) as place from users) u, generate_series(1, 15000) n where place <= 6`,
  'reset session_replication_role',
  // Few, as they are folded away: only so many as turns run.
  `insert into turn_events (turn_id, seq, entries) select id, 0, '[]' from turns limit 50`,
  'vacuum analyze',
];

const ENDED = { status: 'completed' as const, error: null, usage: undefined };

let said: string[] = [];

beforeAll(async () => {
  const { url } = await startPostgres(folder);
  await migrateDatabase(url, join(import.meta.dirname, '../db/migrations'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await fillHistory(client, CALLS);
  for (const statement of MORE_ROWS) await client.query(statement);
  await client.end();
  const explained = new URL(url);
  explained.searchParams.set('options', EXPLAINED.map(([name, value]) => `-c ${name}=${value}`).join(' '));
  Object.assign(process.env, {
    DATABASE_URL: explained.href,
    AUTH_SECRET: 'a secret that is long enough for a test',
    COMPOSIO_API_KEY: 'ak_test',
    OPENAI_API_KEY: 'sk-test',
  });
  const { database, logConnection } = await import('../db/client.ts');
  for (const pool of [database().$client, logConnection()])
    pool.on('connect', (connected) => connected.on('notice', ({ message }) => said.push(message ?? '')));
}, 120_000);

afterAll(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

/** The statements that ran and read a whole table other than the small one, with their plans. */
async function scansOf(work: () => Promise<unknown>): Promise<string[]> {
  said = [];
  await work();
  const plans = said.filter((message) => message.includes('plan:'));
  expect(plans.length).toBeGreaterThan(0);
  return plans.filter((plan) => /Seq Scan on (?!turn_events|turn_tails|queued_messages)/.test(plan));
}

test('a statement that reads a whole table is told of', async () => {
  const { database } = await import('../db/client.ts');
  expect(await scansOf(() => database().execute(sql`select 1 from actions where log_id = 'x'`))).toHaveLength(
    1,
  );
});

test.each([
  [{}, 'tool_calls_by_user'],
  [{ status: 'succeeded' }, 'actions_by_status'],
  [{ status: 'failed' }, 'actions_by_status'],
  [{ status: 'denied' }, 'actions_by_status'],
  [{ status: 'running' }, 'tool_calls_by_status'],
  [{ kind: 'destructive' }, 'actions_by_kind'],
  [{ kind: 'read' }, 'tool_calls_by_kind'],
  [{ tool: 'CONFLUENCE_DELETE_SPACE' }, 'actions_by_tool'],
  [{ tool: 'CONFLUENCE_GET_PAGE_BY_ID' }, 'tool_calls_by_tool'],
  [{ status: 'failed', kind: 'write', tool: 'CONFLUENCE_UPDATE_PAGE' }, 'actions_by_tool'],
  [{ q: 'page' }, 'call_words_by_user'],
  [{ q: 'topic7' }, 'call_words_by_user'],
  [{ q: 'zzz' }, 'call_words_by_word'],
  [{ q: 'subject7', status: 'failed', kind: 'read' }, 'actions_by_status'],
  [{ action: '00000000-0000-4000-8000-000000000000' }, 'actions_pkey'],
] as const)('a list of calls reads no whole table, nor all calls of a person: %j', async (filters, index) => {
  const { listToolCalls } = await import('../ledger/list-tool-calls.ts');
  const { encodeCursor } = await import('../http/cursor.ts');
  const far = encodeCursor([CALLS.all * 0.9]);
  for (const cursor of [undefined, far]) {
    expect(
      await scansOf(() => listToolCalls(PERSON, { ...filters, cursor, conversationId: CONVERSATION })),
    ).toEqual([]);
    expect(await scansOf(() => listToolCalls(PERSON, { ...filters, cursor }))).toEqual([]);
    // Any index that begins with the person would do for no scan, and be read from end to end.
    expect(said.join('\n')).toMatch(new RegExp(`( using| Index Scan on) ${index} `));
  }
});

test('the tools of a history, the list of conversations and one of them are read without whole tables', async () => {
  const { listUsedTools } = await import('../ledger/list-tool-calls.ts');
  const { listConversations } = await import('../conversations/list-conversations.ts');
  const { getConversationWithMessages } = await import('../conversations/get-conversation.ts');
  const { conversationState } = await import('./conversation-state.ts');
  expect(await scansOf(() => listUsedTools(PERSON))).toEqual([]);
  expect(await scansOf(() => listUsedTools(PERSON, CONVERSATION))).toEqual([]);
  expect(await scansOf(() => listConversations(PERSON, {}))).toEqual([]);
  expect(await scansOf(() => listConversations(PERSON, { q: 'nothing' }))).toEqual([]);
  expect(await scansOf(() => getConversationWithMessages(PERSON, CONVERSATION))).toEqual([]);
  expect(await scansOf(() => conversationState(PERSON, CONVERSATION))).toEqual([]);
});

test('what is done on timers reads no whole table', async () => {
  const { database } = await import('../db/client.ts');
  const { turns } = await import('../db/schema.ts');
  const { closeDeadUndos } = await import('../undo/close-dead-undos.ts');
  const { removeLogs } = await import('./event-store.ts');
  const { adoptWaiting } = await import('./waiting-turns.ts');
  const { isStale } = await import('./interrupt-turn.ts');
  expect(await scansOf(() => database().select({ id: turns.id }).from(turns).where(isStale))).toEqual([]);
  expect(await scansOf(closeDeadUndos)).toEqual([]);
  expect(await scansOf(adoptWaiting)).toEqual([]);
  expect(await scansOf(() => removeLogs([randomUUID()]))).toEqual([]);
});

test('however frequent a word is, a search finds page after page just the calls that have it', async () => {
  const { database } = await import('../db/client.ts');
  const { findCalls } = await import('../ledger/find-calls.ts');
  for (const [q, least] of [
    ['page', 4_000],
    ['topic7', 400],
    ['subject7', 500],
    ['subject777', 5],
    ['zzz', 0],
  ] as const) {
    const { rows } = await database().execute<{ position: string }>(sql`
      select position from call_words where user_id = ${PERSON} and words @@ ${`'${PERSON.slice(0, 4)}${q}':*`}::tsquery
      order by position desc`);
    expect(rows.length).toBeGreaterThanOrEqual(least);
    const found: number[] = [];
    // A page that is not full is the last.
    const limit = 700;
    for (let last = limit; last === limit; ) {
      const page = await findCalls(PERSON, { q, limit, after: found.at(-1) });
      found.push(...page);
      last = page.length;
    }
    expect(found).toEqual(rows.map(({ position }) => Number(position)));
  }
});

test('the life of a turn reads no whole table, from its message over a decision to its end and its removal', async () => {
  const { database } = await import('../db/client.ts');
  const { openTurn, openQueuedTurn } = await import('./open-turn.ts');
  const { readPieces, writePieces } = await import('./event-store.ts');
  const { readSoFar } = await import('./read-so-far.ts');
  const { closeTurn } = await import('./close-turn.ts');
  const { openTurnLog } = await import('./turn-log.ts');
  const { interruptTurn } = await import('./interrupt-turn.ts');
  const { openCall, beginActions, loseCalls } = await import('../ledger/record-call.ts');
  const { begin, end } = await import('../ledger/transitions.ts');
  const { pendingActions } = await import('../approvals/pending-actions.ts');
  const { priorWrites } = await import('../ledger/prior-writes.ts');
  const { deleteConversation } = await import('../conversations/delete-conversation.ts');
  const { turns, approvals } = await import('../db/schema.ts');
  const { eq } = await import('drizzle-orm');
  const conversationId = randomUUID();
  const scans = await scansOf(async () => {
    const parts = [{ type: 'text' as const, text: 'Write it' }];
    const say = async () => {
      const said = { cause: 'message' as const, id: randomUUID(), parts };
      return (await openTurn(PERSON, conversationId, said, { waits: false })).turnId;
    };
    const first = { userId: PERSON, conversationId, turnId: await say() };
    await (await readSoFar(first)).messages();
    await closeTurn(first, openTurnLog(first.turnId), ENDED, true);
    const turnId = await say();
    await writePieces([{ turnId, seq: 0, entries: [], whole: true }]);
    const call = { id: randomUUID(), userId: PERSON, conversationId, turnId };
    const tool = 'CONFLUENCE_UPDATE_PAGE';
    await openCall({ ...call, modelCallId: 'c', tool, arguments: { id: '7' } });
    const about = { ...call, toolCallId: call.id, actionId: randomUUID(), tool, kind: 'write' as const };
    const action = { ...about, index: 0, arguments: { id: '7' } };
    const question = { plan: EMPTY_PLAN, reasons: [], mayRemember: false };
    await beginActions(call, [{ action, begins: { status: 'waiting', question } }]);
    await pendingActions(conversationId);
    await priorWrites({ conversationId, turnId });
    const [asked] = await database()
      .update(approvals)
      .set({ status: 'allowed' })
      .where(eq(approvals.actionId, about.actionId))
      .returning({ id: approvals.id });
    await database().transaction((tx) => begin(tx, about, { id: asked?.id ?? '', status: 'allowed' }));
    const ended = {
      status: 'succeeded',
      result: { id: '7' },
      error: null,
      durationMs: 1,
      logId: null,
    } as const;
    await database().transaction((tx) => end(tx, action, ended));
    await readPieces(turnId);
    await database().transaction(async (tx) => {
      await loseCalls(tx, conversationId);
      await openQueuedTurn(tx, first, { waits: false });
    });
    await database()
      .update(turns)
      .set({ heartbeatAt: new Date(0) })
      .where(eq(turns.id, turnId));
    expect(await interruptTurn(turnId)).toBe(true);
    await deleteConversation(PERSON, conversationId);
  });
  expect(scans).toEqual([]);
});
