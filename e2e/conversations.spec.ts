import { randomUUID } from 'node:crypto';
import { ask, conversation, expect, test } from './test.ts';

test.use({ visitor: 'person' });

test('conversations are listed newest first, and can be opened, renamed and deleted', async ({ page }) => {
  await ask(page, 'Hello');
  await page
    .getByRole('link', { name: /new conversation/i })
    .first()
    .click();
  await page.waitForURL('/');
  await expect(conversation(page).getByText('Hello', { exact: true })).toHaveCount(0);
  await ask(page, 'What can you do?');

  const list = page.getByRole('navigation', { name: /conversations/i });
  const titles = list.getByRole('listitem').getByRole('link');
  await expect(titles).toHaveText(['What can you do?', 'Hello']);

  await titles.filter({ hasText: 'Hello' }).click();
  await page.waitForURL(/\/c\//);
  await expect(page.getByRole('heading', { name: 'Hello' })).toBeVisible();

  const item = list.getByRole('listitem').filter({ hasText: 'Hello' });
  await item.hover();
  await item.getByRole('button').click();
  await page.getByRole('menuitem', { name: /rename/i }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Greetings');
  await page.keyboard.press('Enter');
  await expect(titles.filter({ hasText: 'Greetings' })).toBeVisible();

  const renamed = list.getByRole('listitem').filter({ hasText: 'Greetings' });
  await renamed.hover();
  await renamed.getByRole('button').click();
  await page.getByRole('menuitem', { name: /delete/i }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /delete/i })
    .click();
  await page.waitForURL('/');
  await expect(titles).toHaveText(['What can you do?']);
});

test('a deleted conversation does not come back with the back button', async ({ page }) => {
  await ask(page, 'Hello');
  await page
    .getByRole('link', { name: /new conversation/i })
    .first()
    .click();
  await page.waitForURL('/');
  const list = page.getByRole('navigation', { name: /conversations/i });
  await list.getByRole('link', { name: 'Hello' }).click();
  await page.waitForURL(/\/c\//);
  const address = page.url();
  // Within the app, so that going back shows what the browser still has in memory.
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.waitForURL('/settings');
  await page.request.delete(address.replace('/c/', '/api/conversations/'));
  await page.goBack();
  await expect(page.getByText('There is nothing here')).toBeVisible();
});

test('a blank message is not sent, by the page or past it', async ({ page }) => {
  const box = page.getByRole('textbox', { name: /message/i });
  await box.fill('   ');
  await box.press('Enter');
  await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled();
  expect(page.url()).not.toContain('/c/');
  const blank = { id: randomUUID(), role: 'user', parts: [{ type: 'text', text: ' \n ' }] };
  const response = await page.request.post('/api/chat', { data: { id: randomUUID(), message: blank } });
  expect(response.status()).toBe(400);
  expect(await response.json()).toMatchObject({
    error: { code: 'invalid_request', message: expect.stringContaining('blank') },
  });
});

test.describe('bad input gets a reason', () => {
  for (const [what, body] of [
    ['no JSON', 'nonsense{'],
    ['no message', JSON.stringify({ id: randomUUID() })],
    [
      'an id that is no UUID',
      JSON.stringify({
        id: '1',
        message: { id: randomUUID(), role: 'user', parts: [{ type: 'text', text: 'x' }] },
      }),
    ],
    [
      'a forged assistant message',
      JSON.stringify({
        id: randomUUID(),
        message: { id: randomUUID(), role: 'assistant', parts: [{ type: 'text', text: 'x' }] },
      }),
    ],
  ] as const)
    test(what, async ({ page }) => {
      const response = await page.request.post('/api/chat', {
        data: body,
        headers: { 'content-type': 'application/json' },
      });
      expect(response.status()).toBe(400);
      expect(await response.json()).toMatchObject({
        error: { code: 'invalid_request', message: expect.any(String) },
      });
    });

  for (const path of [
    '/api/conversations?q=%00',
    '/api/tool-calls?q=%00&tool=%00',
    '/history?q=%00',
    '/api/tool-calls?cursor=%00',
  ])
    test(`a NUL character in ${path}`, async ({ page }) => {
      expect((await page.request.get(path)).status()).toBeLessThan(500);
    });

  test('a body of more than 1 MB', async ({ page }) => {
    const response = await page.request.post('/api/chat', { data: { text: 'x'.repeat(1_100_000) } });
    expect(response.status()).toBe(413);
  });
});

test('one conversation answers one message at a time, and a message counts once', async ({ page }) => {
  const id = randomUUID();
  const message = { id: randomUUID(), role: 'user', parts: [{ type: 'text', text: 'Hello' }] };
  const statuses = await Promise.all(
    Array.from({ length: 8 }, () =>
      page.request.post('/api/chat', { data: { id, message } }).then((response) => response.status()),
    ),
  );
  expect(statuses.sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
  const { messages } = (await (await page.request.get(`/api/conversations/${id}`)).json()) as {
    messages: { role: string }[];
  };
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
});

test('however many messages come at once, each is answered or refused with a reason', async ({ page }) => {
  const id = randomUUID();
  const send = async () => {
    const message = { id: randomUUID(), role: 'user', parts: [{ type: 'text', text: 'Hello' }] };
    const response = await page.request.post('/api/chat', { data: { id, message } });
    await response.body();
    return response.status();
  };
  const statuses: number[] = [];
  // Several in a row from each of several senders: turns open while others are being closed.
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let round = 0; round < 8; round++) statuses.push(await send());
    }),
  );
  expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
  const { messages } = (await (await page.request.get(`/api/conversations/${id}`)).json()) as {
    messages: { role: string }[];
  };
  const accepted = statuses.filter((status) => status === 200).length;
  expect(messages.map(({ role }) => role)).toEqual(
    Array.from({ length: accepted }, () => ['user', 'assistant']).flat(),
  );
});
