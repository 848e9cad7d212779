import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownDatabase } from '../../launcher/test-support/own-database.ts';
import type { ChangeSummary } from '../domain/change.ts';
import type { LedgerDetail, LedgerEvent } from '../domain/ledger-entry.ts';

let remove: () => Promise<void>;
let parts: Awaited<ReturnType<typeof load>>;

/** Loaded late: all of it reads the configuration that `beforeAll` makes. */
async function load() {
  const { database } = await import('../db/client.ts');
  const tables = await import('../db/schema.ts');
  const { listToolCalls } = await import('./list-tool-calls.ts');
  const { exportToolCalls } = await import('./export-tool-calls.ts');
  const { exportLedger } = await import('./export-ledger.ts');
  const { deleteConversation } = await import('../conversations/delete-conversation.ts');
  return {
    database,
    tables,
    listToolCalls,
    exportToolCalls,
    exportLedger,
    deleteConversation,
  };
}

beforeAll(async () => {
  remove = await ownDatabase();
  parts = await load();
}, 60_000);

afterAll(() => remove());

/** A person with a conversation in which a page was updated, and the update was taken back. */
async function personWithHistory(name: string) {
  const { database, tables } = parts;
  const [userId, conversationId, actionId, undoId] = [0, 1, 2, 3].map(() => randomUUID()) as [
    string,
    string,
    string,
    string,
  ];
  await database().insert(tables.users).values({ id: userId, name });
  await database()
    .insert(tables.conversations)
    .values({ id: conversationId, userId, title: `${name}’s plan` });
  const tool = 'CONFLUENCE_UPDATE_PAGE';
  const write = async (id: string, undoes: string | null) => {
    const common = { tool, kind: 'write', status: 'succeeded', durationMs: 812 } as const;
    const [call] = await database()
      .insert(tables.toolCalls)
      .values({ tool, durationMs: 812, userId, conversationId, turnId: null, modelCallId: id })
      .returning({ id: tables.toolCalls.id });
    await database()
      .insert(tables.actions)
      .values({
        ...common,
        id,
        undoes,
        index: 0,
        toolCallId: call?.id ?? '',
        logId: `log_${name}`,
      });
    const sentence = `Updates the plan of ${name}`;
    const summary = {
      sentence,
      losses: [],
      undo: { possible: true, words: 'Yes.' },
      noPreview: null,
    } as unknown as ChangeSummary;
    const shown = { summary, preview: { type: 'none', why: 'A test.' }, fingerprint: 'f' } as const;
    const changeId = randomUUID();
    await database()
      .insert(tables.changes)
      .values({ ...shown, id: changeId, actionId: id });
    await database()
      .insert(tables.approvals)
      .values({ userId, conversationId, actionId: id, changeId, status: 'allowed', decidedBy: 'person' });
  };
  await write(actionId, null);
  await write(undoId, actionId);
  const happened = (event: LedgerEvent, detail: LedgerDetail) =>
    database()
      .insert(tables.ledger)
      .values({ userId, conversationId, actionId, event, tool, kind: 'write', detail });
  const decision = { by: 'person', answer: 'allow', scope: 'once', reason: null } as const;
  await happened('asked', { sentence: 'Updates', account: `${name} in Confluence` });
  await happened('decided', { decision });
  await happened('ended', {
    status: 'succeeded',
    versionBefore: 3,
    versionAfter: 4,
    durationMs: 812,
    logId: `log_${name}`,
  });
  await happened('undone', { actionId: undoId });
  return { id: userId, name, conversationId, actionId, undoId };
}

async function text(pieces: AsyncGenerator<string>): Promise<string> {
  return (await Array.fromAsync(pieces)).join('');
}

/** CSV without quoted line breaks, as rows of named fields. */
function rowsOf(csv: string): Record<string, string>[] {
  const [head = [], ...rows] = csv
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    );
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}

test.each([
  ['to change an entry', sql`update ledger set event = 'undone'`],
  ['a change even of no entry', sql`update ledger set event = 'undone' where false`],
  ['to remove entries', sql`delete from ledger`],
  ['to empty it', sql`truncate ledger`],
  ['to empty it with all that hangs on it', sql`truncate ledger restart identity cascade`],
  [
    'an insert that becomes a change',
    sql`
    insert into ledger (position, user_id, conversation_id, event, tool, kind, detail) overriding system value
    select position, user_id, conversation_id, event, tool, kind, detail from ledger limit 1
    on conflict (position) do update set event = 'undone'`,
  ],
])('the ledger stays as it is: the database refuses %s', async (_, statement) => {
  const { database, tables } = parts;
  await personWithHistory('Ada');
  const before = await database().select().from(tables.ledger).orderBy(tables.ledger.position);
  await expect(database().execute(statement)).rejects.toMatchObject({
    cause: { code: '42501', message: 'the ledger is append-only' },
  });
  expect(await database().select().from(tables.ledger).orderBy(tables.ledger.position)).toEqual(before);
});

test('the ledger outlives the conversation and the person that it tells of', async () => {
  const { database, tables, deleteConversation, listToolCalls, exportLedger } = parts;
  const ada = await personWithHistory('Ada');
  const before = await text(exportLedger(ada, 'json'));
  expect(JSON.parse(before)).toHaveLength(4);
  await deleteConversation(ada.id, ada.conversationId);
  expect((await listToolCalls(ada.id, {})).items).toEqual([]);
  expect(await text(exportLedger(ada, 'json'))).toBe(before);
  await database().delete(tables.users).where(eq(tables.users.id, ada.id));
  expect(await text(exportLedger(ada, 'json'))).toBe(before);
});

test('nobody is shown what was done for another person', async () => {
  const { listToolCalls, exportToolCalls, exportLedger } = parts;
  const [ada, grace] = [await personWithHistory('Ada'), await personWithHistory('Grace')];
  for (const asked of [
    {},
    { conversationId: grace.conversationId },
    { action: grace.actionId },
    { q: 'Grace' },
    { tool: 'CONFLUENCE_UPDATE_PAGE' },
  ]) {
    expect(JSON.stringify(await listToolCalls(ada.id, asked))).not.toContain('Grace');
    expect(await text(exportToolCalls(ada.id, 'json', asked))).not.toContain('Grace');
  }
  expect(await text(exportLedger(ada, 'csv'))).not.toContain('Grace');
  expect(await text(exportLedger(ada, 'json', grace.conversationId))).toBe('[]\n');
});

test('an action that claims what happened to another person’s does not show it', async () => {
  const { database, tables, listToolCalls } = parts;
  const [ada, grace] = [await personWithHistory('Ada'), await personWithHistory('Grace')];
  await database().delete(tables.actions).where(eq(tables.actions.id, grace.undoId));
  await database()
    .update(tables.actions)
    .set({ undoes: grace.actionId })
    .where(eq(tables.actions.id, ada.undoId));
  await database()
    .insert(tables.ledger)
    .values({
      userId: grace.id,
      conversationId: grace.conversationId,
      actionId: ada.actionId,
      event: 'refused',
      tool: 'T',
      kind: 'write',
      detail: { error: 'Grace tried' },
    });
  expect(JSON.stringify(await listToolCalls(ada.id, {}))).not.toContain('Grace');
});

test('a list tells of each action who decided, what it came to and what took it back', async () => {
  const ada = await personWithHistory('Ada');
  const { items } = await parts.listToolCalls(ada.id, { conversationId: ada.conversationId });
  expect(items.map(({ actions }) => actions)).toMatchObject([
    [
      {
        id: ada.actionId,
        account: 'Ada in Confluence',
        decidedBy: 'person',
        decision: 'allow',
        scope: 'once',
        reason: null,
        versionBefore: 3,
        versionAfter: 4,
        logId: 'log_Ada',
        undo: 'undone',
        undoes: null,
        timeline: [{ event: 'asked' }, { event: 'decided' }, { event: 'ended' }, { event: 'undone' }],
      },
    ],
    [
      {
        id: ada.undoId,
        undoes: { actionId: ada.actionId, sentence: 'Updates the plan of Ada' },
        timeline: [],
      },
    ],
  ]);
  const one = await parts.listToolCalls(ada.id, { action: ada.undoId });
  expect(one.items.map(({ actions }) => actions[0]?.id)).toEqual([ada.undoId]);
  expect((await parts.listToolCalls(ada.id, { action: randomUUID() })).items).toEqual([]);
});

test('an export of tool calls tells what the list tells: as JSON in its shape, as CSV with a row for each', async () => {
  const ada = await personWithHistory('Ada');
  const { items } = await parts.listToolCalls(ada.id, {});
  expect(JSON.parse(await text(parts.exportToolCalls(ada.id, 'json', {})))).toEqual(
    JSON.parse(JSON.stringify(items)),
  );
  const rows = rowsOf(await text(parts.exportToolCalls(ada.id, 'csv', {})));
  expect(rows).toHaveLength(4);
  const [undoCall, undo, call, action] = rows;
  expect(action).toMatchObject({
    person: 'Ada',
    actionId: ada.actionId,
    account: 'Ada in Confluence',
    decidedBy: 'person',
    decision: 'allow',
    scope: 'once',
    reason: '',
    versionBefore: '3',
    versionAfter: '4',
    logId: 'log_Ada',
    undo: 'undone',
    undoes: '',
    durationMs: '812',
    status: 'succeeded',
  });
  expect(JSON.parse(action?.timeline ?? '').map(({ event }: { event: string }) => event)).toEqual([
    'asked',
    'decided',
    'ended',
    'undone',
  ]);
  expect(undo).toMatchObject({ undoes: ada.actionId });
  for (const row of [call, undoCall])
    expect(row).toMatchObject({ person: 'Ada', action: '', actionId: '', decision: '', timeline: '' });
});

test('an export of the ledger holds every entry in the order it happened, over any number of pages', async () => {
  const { database, tables, exportLedger } = parts;
  const ada = await personWithHistory('Ada');
  const { conversationId } = await personWithHistory('Ada’s other');
  const many = Array.from({ length: 2_100 }, (_, index) => ({
    ...({ userId: ada.id, conversationId, event: 'refused', tool: 'T', kind: 'write' } as const),
    detail: { code: `nr ${index}` },
  }));
  await database().insert(tables.ledger).values(many);
  const rows = rowsOf(await text(exportLedger(ada, 'csv')));
  expect(rows.slice(0, 4)).toMatchObject([
    { person: 'Ada', event: 'asked', account: 'Ada in Confluence', sentence: 'Updates' },
    { event: 'decided', decidedBy: 'person', decision: 'allow', scope: 'once', reason: '' },
    {
      event: 'ended',
      status: 'succeeded',
      versionBefore: '3',
      versionAfter: '4',
      durationMs: '812',
      logId: 'log_Ada',
    },
    { event: 'undone', actionId: ada.actionId, otherActionId: ada.undoId },
  ]);
  expect(rows.slice(4).map(({ code }) => code)).toEqual(many.map(({ detail }) => detail.code));
  const ofOne = JSON.parse(await text(exportLedger(ada, 'json', ada.conversationId)));
  expect(ofOne.map(({ event }: { event: string }) => event)).toEqual(['asked', 'decided', 'ended', 'undone']);
});
