import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { databaseWithUser } from '../db/test-support/database-with-user.ts';
import type { KeptChange, PlannedChange } from '../domain/change.ts';

const userId = databaseWithUser();

const change: KeptChange = {
  sentence: 'Does it',
  target: {
    type: 'page',
    id: '7',
    title: 'Plan',
    space: null,
    ancestors: [],
    labels: [],
    version: 3,
    url: null,
  },
  account: null,
  losses: [],
  newLinks: [],
  undo: { possible: true, words: 'Yes.' },
  typeToAllow: null,
  noPreview: null,
  preview: { type: 'none', why: 'Nothing to see.' },
};
const planOf = (body: string): PlannedChange => ({ possible: true, fingerprint: 'f', before: body, change });

test('calls that change the same pages in another order begin beside each other', async () => {
  const { database } = await import('../db/client.ts');
  const { conversations, turns } = await import('../db/schema.ts');
  const { beginActions, openCall } = await import('./record-call.ts');
  const turn = { userId, conversationId: randomUUID(), turnId: randomUUID() };
  const { conversationId, turnId } = turn;
  await database().insert(conversations).values({ id: conversationId, userId, title: 'Calls' });
  await database().insert(turns).values({ id: turnId, conversationId, cause: 'message' });
  const pages = Array.from({ length: 20 }, (_, at) => `${at} `.repeat(500));
  const begin = async (bodies: string[]) => {
    const call = { ...turn, id: randomUUID() };
    await openCall({ ...call, modelCallId: call.id, tool: 'BATCH', arguments: {} });
    const about = { ...turn, toolCallId: call.id, tool: 'CONFLUENCE_UPDATE_PAGE', kind: 'write' as const };
    await beginActions(
      call,
      bodies.map((body, index) => ({
        action: { ...about, actionId: randomUUID(), index, arguments: {} },
        begins: { status: 'waiting', question: { plan: planOf(body), reasons: [], mayRemember: false } },
      })),
    );
  };
  await expect(Promise.all([begin(pages), begin(pages.toReversed())])).resolves.toHaveLength(2);
});

test('a call that never ran is found by the kind that it is shown with', async () => {
  const { database } = await import('../db/client.ts');
  const { conversations, turns } = await import('../db/schema.ts');
  const { failCall, openCall, recordUnrun } = await import('./record-call.ts');
  const { listToolCalls } = await import('./list-tool-calls.ts');
  const turn = { userId, conversationId: randomUUID(), turnId: randomUUID() };
  const { conversationId, turnId } = turn;
  await database().insert(conversations).values({ id: conversationId, userId, title: 'Calls' });
  await database().insert(turns).values({ id: turnId, conversationId, cause: 'message' });
  const call = { ...turn, tool: 'COMPOSIO_SEARCH_TOOLS', arguments: {} };
  await recordUnrun(database(), { ...call, id: randomUUID(), modelCallId: 'c1' }, 'No JSON.');
  const broken = randomUUID();
  await openCall({ ...call, id: broken, modelCallId: 'c2' });
  await failCall(database(), broken, 'It broke.');
  const { items } = await listToolCalls(userId, { conversationId, kind: 'read' });
  expect(items.map(({ kind, status }) => `${kind} ${status}`)).toEqual(['read failed', 'read failed']);
});

test('a turn that is over writes no call down and begins none', async () => {
  const { database } = await import('../db/client.ts');
  const { conversations, toolCalls, turns } = await import('../db/schema.ts');
  const { beginCall, openCall } = await import('./record-call.ts');
  const turn = { userId, conversationId: randomUUID(), turnId: randomUUID() };
  const { conversationId, turnId } = turn;
  await database().insert(conversations).values({ id: conversationId, userId, title: 'Calls' });
  await database().insert(turns).values({ id: turnId, conversationId, cause: 'message' });
  const call = { ...turn, id: randomUUID(), modelCallId: 'c1', tool: 'COMPOSIO_SEARCH_TOOLS', arguments: '' };
  await openCall(call);
  await database().update(turns).set({ status: 'interrupted' }).where(eq(turns.id, turnId));
  await expect(beginCall(call)).rejects.toThrow('its turn is over');
  await expect(openCall({ ...call, id: randomUUID(), modelCallId: 'c2' })).rejects.toThrow(
    'its turn is over',
  );
  const kept = await database().select().from(toolCalls).where(eq(toolCalls.turnId, turnId));
  expect(kept).toMatchObject([{ id: call.id, status: 'proposed', kind: 'read', arguments: '' }]);
});
