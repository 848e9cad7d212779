import type { Page as Tab } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { ask, askAndAllow, conversation, decideOn, expect, register, test } from './test.ts';

test.use({ visitor: 'connected' });

type Call = {
  tool: string;
  kind: string;
  status: string;
  durationMs: number | null;
  arguments: unknown;
  actions: Action[];
};
type Action = {
  id: string;
  tool: string;
  kind: string;
  status: string;
  logId: string | null;
  undoes: { actionId: string } | null;
  timeline: { event: string }[];
};
type Entry = { event: string; person: string; actionId: string | null; conversationId: string };
type Page<T> = { items: T[]; nextCursor: string | null };

test('the history holds every tool call and inner action, in order, and can be narrowed and exported', async ({
  page,
}) => {
  await askAndAllow(page, 'Create a page titled "Ledger test" in Marketing');
  const id = page.url().split('/').at(-1);
  const list = async (query = '') =>
    ((await (await page.request.get(`/api/conversations/${id}/tool-calls${query}`)).json()) as Page<Call>)
      .items;

  const calls = await list();
  expect(calls[0]).toMatchObject({
    tool: 'COMPOSIO_MULTI_EXECUTE_TOOL',
    kind: 'read',
    status: 'succeeded',
    actions: [{ tool: 'CONFLUENCE_GET_SPACES', kind: 'read', status: 'succeeded' }],
  });
  const write = calls.find(({ kind }) => kind === 'write');
  expect(write).toMatchObject({ tool: 'COMPOSIO_MULTI_EXECUTE_TOOL', kind: 'write', status: 'succeeded' });
  expect(write?.actions).toMatchObject([
    { tool: 'CONFLUENCE_CREATE_PAGE', kind: 'write', status: 'succeeded' },
  ]);
  for (const call of calls) expect(call.durationMs).toBeGreaterThanOrEqual(0);

  expect((await list('?tool=CONFLUENCE_CREATE_PAGE')).map(({ kind }) => kind)).toEqual(['write']);
  expect((await list('?kind=read')).length).toBe(calls.length - 1);
  expect(await list('?status=failed')).toEqual([]);
  expect((await list('?q=ledger%20test')).length).toBeGreaterThan(0);
  expect(await list('?q=nothing%20like%20this')).toEqual([]);
  expect((await page.request.get(`/api/conversations/${id}/tool-calls?status=odd`)).status()).toBe(400);
  expect((await page.request.get(`/api/conversations/${id}/tool-calls?cursor=odd`)).status()).toBe(400);

  const csv = await page.request.get(`/api/conversations/${id}/tool-calls/export?format=csv`);
  expect(csv.headers()['content-type']).toContain('text/csv');
  const actions = calls.reduce((sum, call) => sum + call.actions.length, 0);
  expect((await csv.text()).trimEnd().split('\r\n').length).toBe(1 + calls.length + actions);
  const json = await page.request.get(`/api/conversations/${id}/tool-calls/export?format=json`);
  expect(await json.json()).toEqual(calls);
  expect((await page.request.get(`/api/conversations/${id}/tool-calls/export?format=pdf`)).status()).toBe(
    400,
  );

  await page.getByRole('link', { name: 'History' }).last().click();
  await page.waitForURL(`/c/${id}/history`);
  const main = page.getByRole('main');
  await expect(main.locator('summary', { hasText: 'page “Ledger test”' }).first()).toBeVisible();
  await expect(main.locator('summary', { hasText: 'List spaces' }).first()).toBeVisible();
  await main.getByLabel('Kind').selectOption('write');
  await main.getByRole('button', { name: /apply/i }).click();
  await page.waitForURL(/kind=write/);
  await expect(main.locator('summary', { hasText: 'Search for tools' })).toHaveCount(0);
  await page.goto('/history');
  await expect(main.locator('summary', { hasText: 'page “Ledger test”' }).first()).toBeVisible();
});

/** The one write of the open conversation. */
async function writeOf(page: Tab): Promise<Action> {
  const id = page.url().split('/').at(-1);
  const response = await page.request.get(`/api/conversations/${id}/tool-calls?kind=write`);
  const actions = ((await response.json()) as Page<Call>).items.flatMap((call) => call.actions);
  const write = actions.find(({ kind }) => kind === 'write');
  if (!write) throw new Error('nothing was written');
  return write;
}

async function ledgerOf(page: Tab, query = ''): Promise<Entry[]> {
  return (await page.request.get(`/api/ledger/export?format=json${query}`)).json();
}

test('a write tells who decided it, what came of it and what took it back, each leading to the other', async ({
  page,
}) => {
  await askAndAllow(page, 'Add the label "remembered" to the Q3 Planning page');
  const write = await writeOf(page);
  expect(write.timeline.map(({ event }) => event)).toEqual([
    'proposed',
    'asked',
    'decided',
    'begun',
    'ended',
  ]);
  expect(write.logId).toMatch(/./);
  const undone = await page.request.post(`/api/actions/${write.id}/undo`, { data: {} });
  expect(undone.status(), await undone.text()).toBe(200);
  const { actionId } = await undone.json();

  await page.goto('/history');
  const entry = (text: string) => page.getByRole('main').locator('li[id^=call-]').filter({ hasText: text });
  const written = entry('Allowed by you, once').filter({ hasText: write.logId ?? '' });
  await expect(written).toContainText('Asked');
  await expect(written).toContainText(/Done · .* s · log id /);
  await written.getByRole('link', { name: 'Taken back by you' }).click();
  const undo = page.locator(':target');
  await expect(undo).toContainText('Took back:');
  await expectAccessible(page);
  await expect(undo).toContainText('Done');
  await undo.getByRole('link', { name: /Took back/ }).click();
  await expect(page.locator(':target')).toContainText('Taken back by you');

  // Where the other one is on another page of the list, its own address shows it.
  await page.goto(`/history?action=${actionId}`);
  await expect(entry('Took back:')).toHaveCount(1);
  await expect(page.getByRole('main').locator('li[id^=call-]')).toHaveCount(1);
});

test('a denied write is in the history as denied, with the words of whoever denied it', async ({ page }) => {
  await ask(page, 'Create a page titled "Never made" in Marketing');
  const id = page.url().split('/').at(-1);
  await page.goto('/history?status=waiting');
  const main = page.getByRole('main');
  await main.getByRole('link', { name: 'Decide in the conversation' }).first().click();
  await page.waitForURL(`/c/${id}`);
  await decideOn(page, conversation(page).getByRole('button', { name: 'Deny', exact: true }).first());
  await page.goto('/history?status=denied');
  await expect(main.locator('li[id^=call-]').first()).toContainText('Denied by you');
  await main.getByLabel('Status').selectOption('Waiting');
  await main.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL(/status=waiting/);
  await expect(main).toContainText('No tool call fits these filters.');
});

test('the ledger outlives its conversation, is one’s own alone, and is kept as a file', async ({
  page,
  browser,
  stack,
}) => {
  await askAndAllow(page, 'Create a page titled "Long remembered" in Marketing');
  const id = page.url().split('/').at(-1) ?? '';
  const before = await ledgerOf(page, `&conversationId=${id}`);
  expect(before.map(({ event }) => event)).toEqual(expect.arrayContaining(['asked', 'decided', 'ended']));
  expect(new Set(before.map(({ conversationId }) => conversationId))).toEqual(new Set([id]));
  expect((await page.request.delete(`/api/conversations/${id}`)).ok()).toBe(true);
  // The page hears of it, and shows so before one goes on.
  await expect(page.getByText('There is nothing here')).toBeVisible();
  expect(await ledgerOf(page, `&conversationId=${id}`)).toEqual(before);

  await page.goto('/history');
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export ledger CSV' }).click();
  expect((await file).suggestedFilename()).toBe('ledger.csv');
  expect((await page.request.get('/api/ledger/export?format=csv&conversationId=odd')).status()).toBe(400);

  const stranger = await browser.newContext({ baseURL: stack.url });
  expect((await stranger.request.get('/api/ledger/export?format=json')).status()).toBe(401);
  const other = await stranger.newPage();
  await register(stranger, 'Caroline Herschel');
  expect(await ledgerOf(other)).toEqual([]);
  expect(await ledgerOf(other, `&conversationId=${id}`)).toEqual([]);
  await stranger.close();
});
