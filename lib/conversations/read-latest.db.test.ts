import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { databaseWithUser } from '../db/test-support/database-with-user.ts';
import { fillLongConversation } from '../db/test-support/fill-long-conversation.ts';

const userId = databaseWithUser();

async function load() {
  const [{ database }, schema, { readLatest, readNews }, { readOlder }, { listMessages }] = await Promise.all(
    [
      import('../db/client.ts'),
      import('../db/schema.ts'),
      import('./read-latest.ts'),
      import('./read-older.ts'),
      import('./get-conversation.ts'),
    ],
  );
  return { database, ...schema, readLatest, readNews, readOlder, listMessages };
}

beforeAll(() => load().then(() => undefined), 60_000);

const fill = (messages: number) => fillLongConversation(process.env.DATABASE_URL ?? '', userId, messages);
const idsOf = (messages: { id: string }[]) => messages.map(({ id }) => id);

test('the end of a conversation and what is before it are the conversation, with its calls, and nothing twice', async () => {
  const { readLatest, readOlder, listMessages } = await load();
  const id = await fill(150);
  const { messages, older, continues } = await readLatest(userId, id);
  expect([messages.length, continues]).toEqual([30, false]);
  const pages = [messages];
  for (let cursor = older; cursor !== null; ) {
    const page = await readOlder(userId, id, { cursor });
    pages.unshift(page.items);
    cursor = page.nextCursor;
  }
  expect(pages.flat()).toEqual(await listMessages(id));
});

test('a page is told what is new since it read, and nothing where nothing is', async () => {
  const { database, messages, readLatest, readNews } = await load();
  const id = await fill(4);
  const opened = await readLatest(userId, id);
  expect(await readNews(userId, id, { since: opened.since ?? '' })).toMatchObject({
    messages: [],
    changed: [],
    continues: true,
  });
  const said = { id: randomUUID(), role: 'user' as const, parts: [] };
  await database()
    .insert(messages)
    .values({ conversationId: id, ...said });
  const news = await readNews(userId, id, { since: opened.since ?? '' });
  expect([idsOf(news.messages), news.changed]).toEqual([[said.id], []]);
  expect(idsOf((await readNews(userId, id, { since: news.since ?? '' })).messages)).toEqual([]);
});

test('a page is told which earlier messages stand differently, also by what was taken back', async () => {
  const { database, actions, ledger, toolCalls, readLatest, readNews } = await load();
  const id = await fill(80);
  const { since, messages } = await readLatest(userId, id);
  const calls = await database().select().from(toolCalls).where(eq(toolCalls.conversationId, id));
  const [first, second] = calls;
  if (!first || !second) throw new Error('there are no calls');
  const [undone] = await database().select().from(actions).where(eq(actions.toolCallId, second.id));
  const undo = { id: randomUUID(), userId, conversationId: id, modelCallId: 'undo', tool: 'UNDO' };
  await database().insert(toolCalls).values(undo);
  const [action] = await database()
    .insert(actions)
    .values({
      toolCallId: undo.id,
      index: 0,
      tool: 'UNDO',
      kind: 'write',
      status: 'unknown',
      undoes: undone?.id,
    })
    .returning();
  const entry = {
    userId,
    conversationId: id,
    tool: 'X',
    kind: 'write' as const,
    event: 'ended' as const,
    detail: {},
  };
  await database()
    .insert(ledger)
    .values([
      { ...entry, turnId: first.turnId },
      { ...entry, actionId: action?.id },
    ]);
  const { changed } = await readNews(userId, id, { since: since ?? '' });
  expect(changed.map(({ metadata }) => metadata?.turnId)).toEqual([first.turnId, second.turnId]);
  // They are above what the page was opened with.
  expect(idsOf(messages)).not.toContain(changed[0]?.id);
});

test('a page opens as far back as a question that waits for an answer', async () => {
  const { database, actions, approvals, toolCalls, readLatest } = await load();
  const id = await fill(100);
  const [first] = await database().select().from(toolCalls).where(eq(toolCalls.conversationId, id)).limit(1);
  const [action] = await database()
    .select()
    .from(actions)
    .where(eq(actions.toolCallId, first?.id ?? ''));
  const question = { userId, conversationId: id, actionId: action?.id ?? '' };
  await database()
    .insert(approvals)
    .values({ ...question, expiresAt: new Date(Date.now() + 60_000) });
  expect((await readLatest(userId, id)).messages).toHaveLength(100);
});

test('nobody reads another person’s conversation, by whichever way', async () => {
  const { readLatest, readNews, readOlder } = await load();
  const id = await fill(40);
  const { since, older } = await readLatest(userId, id);
  const stranger = randomUUID();
  await expect(readLatest(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(readNews(stranger, id, { since: since ?? '' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(readOlder(stranger, id, { cursor: older ?? '' })).rejects.toMatchObject({ code: 'not_found' });
});
