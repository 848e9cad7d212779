import { randomUUID } from 'node:crypto';
import { ask, connectConfluence, expect, register, signInAs, test } from './test.ts';

test('two people cannot see or touch what is the other one’s', async ({ browser, stack }) => {
  const [adas, graces] = await Promise.all([1, 2].map(() => browser.newContext({ baseURL: stack.url })));
  if (!adas || !graces) throw new Error('no contexts');
  const ada = await adas.newPage();
  await register(adas, 'Ada One');
  await connectConfluence(adas);
  await ada.goto('/');
  await ask(ada, 'Which spaces are there?');
  const id = ada.url().split('/').at(-1) ?? '';
  const { items: accounts } = (await (await ada.request.get('/api/connections')).json()) as {
    items: { accountId: string }[];
  };
  const accountId = accounts[0]?.accountId ?? '';
  expect(accountId).toMatch(/^ca_/);

  const grace = await graces.newPage();
  await register(graces, 'Grace Two');
  const asGrace = graces.request;

  const message = { id: randomUUID(), role: 'user', parts: [{ type: 'text', text: 'hello' }] };
  const refused = [
    await asGrace.get(`/api/conversations/${id}`),
    await asGrace.patch(`/api/conversations/${id}`, { data: { title: 'mine' } }),
    await asGrace.delete(`/api/conversations/${id}`),
    await asGrace.get(`/api/conversations/${id}/tool-calls`),
    await asGrace.get(`/api/conversations/${id}/tool-calls/export?format=json`),
    await asGrace.post(`/api/chat/${id}/stop`, { data: {} }),
    await asGrace.post('/api/chat', { data: { id, message } }),
    await asGrace.delete(`/api/connections/${accountId}`),
  ];
  for (const response of refused) {
    expect([response.url(), response.status()]).toEqual([response.url(), 404]);
    expect(await response.json()).toMatchObject({
      error: { code: 'not_found', requestId: expect.any(String) },
    });
  }
  for (const list of ['/api/conversations', '/api/tool-calls', '/api/connections'])
    expect(await (await asGrace.get(list)).json()).toEqual({ items: [], nextCursor: null });
  await grace.goto(`/c/${id}`);
  await expect(grace.getByText('There is nothing here')).toBeVisible();
  await grace.goto(`/c/${id}/history`);
  await expect(grace.getByText('There is nothing here')).toBeVisible();

  // And Ada's is as it was.
  expect(await (await ada.request.get(`/api/conversations/${id}`)).json()).toMatchObject({
    title: 'Which spaces are there?',
  });
  expect(
    ((await (await ada.request.get('/api/connections')).json()) as { items: unknown[] }).items,
  ).toHaveLength(1);
  await Promise.all([adas.close(), graces.close()]);
});

test('an attempt to connect belongs to the person who began it', async ({ browser, page, stack }) => {
  await register(page.context(), 'Mary Somerville');
  const link = await page.request.post('/api/connections/confluence/link', { data: {} });
  expect(link.status()).toBe(201);
  const { attemptId } = (await link.json()) as { attemptId: string };
  const context = await browser.newContext({ baseURL: stack.url });
  await signInAs(await context.newPage(), 'Alan Turing');
  expect((await context.request.get(`/api/connections/attempts/${attemptId}`)).status()).toBe(404);
  await context.close();
});

test.describe('without being signed in', () => {
  const id = '3b241101-e2bb-4255-8caf-4136c566a962';
  for (const [method, path] of [
    ['POST', '/api/chat'],
    ['POST', `/api/chat/${id}/stop`],
    ['GET', '/api/conversations'],
    ['GET', `/api/conversations/${id}`],
    ['PATCH', `/api/conversations/${id}`],
    ['DELETE', `/api/conversations/${id}`],
    ['GET', `/api/conversations/${id}/tool-calls`],
    ['GET', `/api/conversations/${id}/tool-calls/export?format=csv`],
    ['GET', '/api/tool-calls'],
    ['GET', '/api/tool-calls/export?format=csv'],
    ['GET', '/api/connections'],
    ['POST', '/api/connections/confluence/link'],
    ['GET', `/api/connections/attempts/${id}`],
    ['DELETE', '/api/connections/ca_1'],
    ['GET', '/api/anything/else'],
  ] as const)
    test(`${method} ${path} answers 401`, async ({ request }) => {
      const response = await request.fetch(path, {
        method,
        ...(method === 'POST' || method === 'PATCH' ? { data: {} } : {}),
      });
      expect(response.status()).toBe(401);
      expect(await response.json()).toMatchObject({
        error: { code: 'unauthenticated', hint: expect.any(String) },
      });
    });

  for (const path of [
    '/',
    `/c/${id}`,
    `/c/${id}/history`,
    '/history',
    '/settings',
    '/settings/connections',
    '/connections/callback',
  ])
    test(`${path} leads to the sign-in page`, async ({ page }) => {
      await page.goto(path);
      expect(new URL(page.url()).pathname).toBe('/sign-in');
    });

  test('health answers', async ({ request }) => {
    expect(await (await request.get('/api/health')).json()).toEqual({ status: 'ok' });
    const ready = await request.get('/api/health/ready');
    expect(await ready.json()).toEqual({
      ready: true,
      dependencies: { database: 'ok', composio: 'ok', model: 'ok' },
    });
  });
});
