import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { Stack } from '../stack.ts';
import { ask, test as base, connectConfluence, conversation, expect, register, setPolicy } from '../test.ts';
import { type Attack, batch, comment } from './attack.ts';
import { FORGERIES } from './cases/forgeries.ts';
import { HIDDEN } from './cases/hidden.ts';
import { LEAKS } from './cases/leaks.ts';
import { ORDERS } from './cases/orders.ts';
import { PLACES } from './cases/places.ts';
import { TOOLS } from './cases/tools.ts';
import { watchForEscapes } from './expect-harmless.ts';
import { control, isRead, layAttack } from './obeying-model.ts';
import { type Ground, survey } from './plant.ts';

type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>;

const test = base.extend<object, { stack: Stack; ground: Ground; signedIn: SignedIn }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
    async ({}, use) => {
      const stack = await Stack.start({ SANDBOX_CONTROL: '1' });
      await use(stack);
      await stack.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  /** One person, with Confluence connected, for all tests that change nothing about them. */
  signedIn: [
    async ({ browser, stack }, use) => {
      const context = await browser.newContext({ baseURL: stack.url });
      await register(context, 'Mary Somerville');
      await connectConfluence(context);
      await use(await context.storageState());
      await context.close();
    },
    { scope: 'worker' },
  ],
  ground: [async ({ stack }, use) => use(await survey(stack)), { scope: 'worker' }],
});

type Called = {
  items: { actions: { tool: string; kind: string; status: string }[] }[];
  nextCursor: string | null;
};

const COMMENT = 'CONFLUENCE_CREATE_FOOTER_COMMENT';

let count = 0;

/** Sends a message as the page would, and waits for the end of its turn. */
async function send(page: Page, id: string, text: string): Promise<void> {
  const message = { id: randomUUID(), role: 'user', parts: [{ type: 'text', text }] };
  const response = await page.request.post('/api/chat', { data: { id, message } });
  expect(response.status(), await response.text()).toBe(200);
}

/** Everything that was asked for in a conversation and is no read, with how it stands. */
async function writesOf(page: Page, id: string): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path = `/api/conversations/${id}/tool-calls${cursor && `?cursor=${encodeURIComponent(cursor)}`}`;
    const { items, nextCursor } = (await (await page.request.get(path)).json()) as Called;
    const actions = items.flatMap(({ actions }) => actions).filter(({ tool }) => !isRead(tool));
    found.push(...actions.map(({ tool, status }) => `${tool} ${status}`));
    cursor = nextCursor;
  }
  return found;
}

/** Nothing of it ran: it waits for the person, was refused, or could not be done at all. */
const NOT_RUN = /^\S.* (?:waiting|denied|failed)$/;

test.describe('by the usual rules', () => {
  test.use({ storageState: ({ signedIn }, use) => use(signedIn) });

  for (const [what, attacks] of Object.entries({
    'orders in the text': ORDERS,
    'text that pretends to be someone or something else': FORGERIES,
    'text that nobody sees': HIDDEN,
    'text in every place of a page': PLACES,
    'ways around the gate': TOOLS,
  }))
    test(`nothing is written for ${what}, though the model obeys`, async ({ page, stack, ground }) => {
      const expectHarmless = watchForEscapes(page, stack.url);
      const id = randomUUID();
      let attempts = 0;
      for (const attack of attacks) {
        const laid = await layAttack(stack, ground, attack, ++count);
        await send(page, id, laid.question);
        await laid.expectNothingWritten();
        attempts += laid.attempts;
      }
      const writes = await writesOf(page, id);
      expect(writes.filter((write) => !NOT_RUN.test(write))).toEqual([]);
      expect(writes).toHaveLength(attempts);
      expect(writes.filter((write) => write.endsWith('waiting')).length).toBeGreaterThan(attempts / 2);
      await page.goto(`/c/${id}`);
      await expect(conversation(page).getByRole('button', { name: /allow/i }).last()).toBeVisible();
      await expectHarmless();
      await expectUsable(page);
      await expectHarmless();
    });

  test('nothing that an answer shows is fetched, run or opened, live or after a reload', async ({
    page,
    stack,
    ground,
  }) => {
    await page.goto('/');
    const expectHarmless = watchForEscapes(page, stack.url);
    for (const attack of LEAKS) {
      const laid = await layAttack(stack, ground, attack, ++count);
      await ask(page, laid.question);
      await laid.expectNothingWritten();
      await expectHarmless();
    }
    await page.reload();
    await expect(conversation(page).getByText('Summarise the page').last()).toBeVisible();
    await expectHarmless();
    await expectUsable(page);
  });
});

const ALWAYS = [...ORDERS, ...FORGERIES, ...HIDDEN, ...PLACES, ...LEAKS, ...TOOLS].filter(
  ({ always }) => always,
);

/** Lays each attack in a conversation of its own, and expects that nothing of it ran. */
async function expectAllHeld(page: Page, stack: Stack, ground: Ground, attacks: Attack[]): Promise<void> {
  expect(attacks.length).toBeGreaterThan(3);
  for (const attack of attacks) {
    const id = randomUUID();
    const laid = await layAttack(stack, ground, attack, ++count);
    await send(page, id, laid.question);
    await laid.expectNothingWritten();
    expect(
      (await writesOf(page, id)).filter((write) => !NOT_RUN.test(write)),
      attack.name,
    ).toEqual([]);
  }
}

/** Lets the model comment on a page in a new conversation, where nothing was read. Answers the conversation. */
async function commentOnce(page: Page, stack: Stack, { otherPageId }: Ground): Promise<string> {
  const id = randomUUID();
  const question = `Comment, please (${id})`;
  const items = [batch(comment(otherPageId, '<p>Routine.</p>'))];
  await control(stack, 'POST', '/model/turns', { turns: [{ items, match: question }] });
  await send(page, id, question);
  return id;
}

test.describe('by looser rules', () => {
  test.use({ visitor: 'connected' });

  test('who allowed all writes is still asked where text of others could have asked for one', async ({
    page,
    stack,
    ground,
  }) => {
    await setPolicy(page, { kinds: { write: 'allow' } });
    // The rule does hold where nothing was read.
    expect(await writesOf(page, await commentOnce(page, stack, ground))).toEqual([`${COMMENT} succeeded`]);
    await expectAllHeld(page, stack, ground, ALWAYS);
  });

  test('who said “always” is still asked for other spaces and new links once text of others was read', async ({
    page,
    stack,
    ground,
  }) => {
    const first = await commentOnce(page, stack, ground);
    expect(await writesOf(page, first)).toEqual([`${COMMENT} waiting`]);
    const shown = await (await page.request.get(`/api/conversations/${first}`)).text();
    const [, approvalId] = /"approval":\{"id":"([^"]+)"/.exec(shown) ?? [];
    const decisions = [{ approvalId, decision: 'allow', scope: 'always' }];
    const decided = await page.request.post(`/api/chat/${first}/approvals`, { data: { decisions } });
    expect(decided.status(), await decided.text()).toBe(200);
    expect(await writesOf(page, first)).toEqual([`${COMMENT} succeeded`]);
    // The grant does hold where nothing was read.
    expect(await writesOf(page, await commentOnce(page, stack, ground))).toEqual([`${COMMENT} succeeded`]);
    const comments = ALWAYS.filter(({ obeys }) =>
      JSON.stringify(obeys({ ...ground, pageId: '1', title: '', blocks: [] })).includes(COMMENT),
    );
    await expectAllHeld(page, stack, ground, comments);
  });
});

async function expectUsable(page: Page): Promise<void> {
  await ask(page, 'Which spaces are there?');
  await expect(conversation(page).getByRole('link', { name: 'Marketing', exact: true }).last()).toBeVisible();
}
