import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { databaseWithUser } from '../db/test-support/database-with-user.ts';
import type { CallStatus, OwnStatus } from '../domain/tool-call.ts';
import type { ToolCallFilters } from '../domain/tool-call-filters.ts';

const userId = databaseWithUser();

async function load() {
  const { database } = await import('../db/client.ts');
  const tables = await import('../db/schema.ts');
  const { listToolCalls, listUsedTools } = await import('./list-tool-calls.ts');
  const { openCall, recordUnrun } = await import('./record-call.ts');
  return { database, tables, listToolCalls, listUsedTools, openCall, recordUnrun };
}

const KINDS = ['read', 'write', 'destructive'] as const;
const STATUSES = ['waiting', 'running', 'succeeded', 'failed', 'unknown', 'denied'] as const;
const OWN = ['proposed', 'running', 'succeeded', 'failed', 'unknown'] as const;
const TOOLS = ['T_ONE', 'T_TWO', 'T_THREE', 'é'.repeat(2_500)];

type MadeAction = { id: string; tool: string; kind: (typeof KINDS)[number]; status: CallStatus };
type MadeCall = {
  conversation: 0 | 1;
  tool: string;
  own: { kind: (typeof KINDS)[number]; status: OwnStatus } | null;
  actions: MadeAction[];
};

const action = fc.record({
  id: fc.uuid({ version: 4 }),
  tool: fc.constantFrom(...TOOLS),
  kind: fc.constantFrom(...KINDS),
  status: fc.constantFrom(...STATUSES),
});
const call: fc.Arbitrary<MadeCall> = fc.record({
  conversation: fc.constantFrom(0, 1),
  tool: fc.constantFrom(...TOOLS),
  own: fc.option(fc.record({ kind: fc.constantFrom(...KINDS), status: fc.constantFrom(...OWN) })),
  actions: fc.array(action, { maxLength: 3 }),
});
const filters = fc.record(
  {
    status: fc.constantFrom(...STATUSES),
    kind: fc.constantFrom(...KINDS),
    tool: fc.constantFrom('T_ONE', 'T_TWO', 'T_NONE'),
  },
  { requiredKeys: [] },
);

/** A call matches each filter by itself or by any of its actions; one that was not sent yet is at work. */
function matches({ tool, own, actions }: MadeCall, asked: ToolCallFilters): boolean {
  const status = own?.status === 'proposed' ? 'running' : own?.status;
  return (
    (!asked.status || asked.status === status || actions.some((one) => one.status === asked.status)) &&
    (!asked.kind || asked.kind === own?.kind || actions.some((one) => one.kind === asked.kind)) &&
    (!asked.tool || asked.tool === tool || actions.some((one) => one.tool === asked.tool)) &&
    (!asked.action || actions.some((one) => one.id === asked.action))
  );
}

let conversations: [string, string];

beforeEach(async () => {
  const { database, tables } = await load();
  await database().delete(tables.conversations);
  conversations = [randomUUID(), randomUUID()];
  const rows = conversations.map((id) => ({ id, userId, title: 'Plan' }));
  await database().insert(tables.conversations).values(rows);
});

async function make(calls: MadeCall[]): Promise<string[]> {
  const { database, tables } = await load();
  await database().delete(tables.toolCalls);
  const ids: string[] = [];
  for (const { conversation, tool, own, actions } of calls) {
    const id = randomUUID();
    ids.push(id);
    const conversationId = conversations[conversation];
    await database()
      .insert(tables.toolCalls)
      .values({ id, userId, conversationId, modelCallId: id, tool, ...own });
    const rows = actions.map((one, index) => ({ ...one, index, toolCallId: id }));
    if (rows.length) await database().insert(tables.actions).values(rows);
  }
  return ids;
}

/** All pages, of so many calls each. */
async function listed(
  asked: ToolCallFilters & { conversationId?: string },
  pageSize: number,
): Promise<string[]> {
  const { listToolCalls } = await load();
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listToolCalls(userId, { ...asked, cursor, pageSize });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

test('whatever is filtered, a list has each call that matches once, in order, over any pages', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(call, { maxLength: 12 }),
      fc.array(filters, { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 1, max: 5 }),
      async (calls, asked, pageSize) => {
        const ids = await make(calls);
        const known = calls.flatMap(({ actions }) => actions)[0];
        for (const one of [...asked, ...(known ? [{ action: known.id }] : [])]) {
          const expected = ids.filter((_, at) => calls[at] && matches(calls[at], one));
          expect(await listed(one, pageSize)).toEqual(expected.toReversed());
          const ofFirst = ids.filter((id, at) => expected.includes(id) && calls[at]?.conversation === 0);
          expect(await listed({ ...one, conversationId: conversations[0] }, pageSize)).toEqual(ofFirst);
        }
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);

test('the tools to choose from are those of calls and of actions, each once', async () => {
  const { listUsedTools } = await load();
  const one = { id: randomUUID(), kind: 'read', status: 'succeeded' } as const;
  await make([
    { conversation: 0, tool: 'T_BATCH', own: null, actions: [{ ...one, tool: 'T_ONE' }] },
    { conversation: 1, tool: 'T_TWO', own: { kind: 'read', status: 'failed' }, actions: [] },
    { conversation: 1, tool: 'T_TWO', own: { kind: 'read', status: 'failed' }, actions: [] },
  ]);
  const tools = async (conversationId?: string) =>
    (await listUsedTools(userId, conversationId)).map(({ tool }) => tool);
  expect(await tools()).toEqual(['T_BATCH', 'T_ONE', 'T_TWO']);
  expect(await tools(conversations[0])).toEqual(['T_BATCH', 'T_ONE']);
});

test('a search finds the words that people see by their beginnings, in any language', async () => {
  const { database, tables, recordUnrun } = await load();
  await database().delete(tables.toolCalls);
  const { callPhrase } = await import('../phrases/call-phrases.ts');
  const made = { userId, conversationId: conversations[0], turnId: null };
  const record = async (id: string, tool: string, args: unknown) =>
    recordUnrun(
      database(),
      { ...made, id, modelCallId: id, tool, arguments: args },
      callPhrase.stoppedBefore(),
    );
  const [labelled, updated] = [randomUUID(), randomUUID()];
  await record(labelled, 'CONFLUENCE_ADD_LABEL', {
    page_id: '2200001',
    label: 'Übersicht',
    space: '会议纪要',
  });
  await record(updated, 'CONFLUENCE_UPDATE_PAGE', {
    id: '77',
    title: 'Q3 Planning',
    body: 'secret '.repeat(50),
  });
  for (const [q, expected] of [
    ['update page', [updated]],
    ['CONFLUENCE_UPDATE_PAGE', [updated]],
    ['planning q3', [updated]],
    ['PLANN', [updated]],
    ['220', [labelled]],
    ['ubersicht', [labelled]],
    ['会议', [labelled]],
    ['lanning', []],
    ['secret', []],
    ['label planning', []],
    ['stopped', [updated, labelled]],
    ['stoppedBefore', []],
    ['%', []],
  ] as const) {
    expect([q, await listed({ q }, 1)]).toEqual([q, expected]);
    const inOrder = [...expected].toReversed();
    expect([q, await listed({ q, conversationId: conversations[0] }, 1)]).toEqual([q, inOrder]);
    expect([q, await listed({ q, status: 'failed', kind: 'write' }, 1)]).toEqual([q, expected]);
  }
});
