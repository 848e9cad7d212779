import { ask, expect, test } from './test.ts';

test.use({ visitor: 'connected' });

type Call = {
  tool: string;
  kind: string;
  status: string;
  durationMs: number | null;
  arguments: unknown;
  actions: { tool: string; kind: string; status: string }[];
};
type Page<T> = { items: T[]; nextCursor: string | null };

test('the history holds every tool call and inner action, in order, and can be narrowed and exported', async ({
  page,
}) => {
  await ask(page, 'Create a page titled "Ledger test" in Marketing');
  const id = page.url().split('/').at(-1);
  const list = async (query = '') =>
    ((await (await page.request.get(`/api/conversations/${id}/tool-calls${query}`)).json()) as Page<Call>)
      .items;

  const calls = await list();
  expect(calls[0]).toMatchObject({
    tool: 'COMPOSIO_SEARCH_TOOLS',
    kind: 'read',
    status: 'succeeded',
    actions: [],
  });
  const write = calls.at(-1);
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
  await expect(main.locator('summary', { hasText: 'Create page “Ledger test”' }).first()).toBeVisible();
  await expect(main.locator('summary', { hasText: 'Search for tools' }).first()).toBeVisible();
  await main.getByLabel('Kind').selectOption('write');
  await main.getByRole('button', { name: /apply/i }).click();
  await page.waitForURL(/kind=write/);
  await expect(main.locator('summary', { hasText: 'Search for tools' })).toHaveCount(0);
  await page.goto('/history');
  await expect(main.locator('summary', { hasText: 'Create page “Ledger test”' }).first()).toBeVisible();
});
