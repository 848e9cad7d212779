import type { Page } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { answer, test } from './paced-test.ts';
import { conversation, expect, register, say, turnIsOver } from './test.ts';

test.use({ visitor: 'person' });

const stored = async (page: Page) => {
  const response = await page.request.get(`/api/conversations/${page.url().split('/').at(-1)}`);
  return (await response.json()) as {
    running: boolean;
    messages: { role: string; parts: { type: string; text?: string }[] }[];
  };
};

test('a page that is reloaded in mid-answer shows all of it and goes on', async ({ page, model }) => {
  await say(page, 'Tell me a story');
  const story = await model.next();
  story.write('Once upon ');
  story.write('a time ');
  await expect(answer(page)).toHaveText('Once upon a time');
  await page.reload();
  await expect(answer(page)).toHaveText('Once upon a time');
  story.write('there was a wiki.');
  await expect(answer(page)).toHaveText('Once upon a time there was a wiki.');
  story.end();
  await turnIsOver(page);
  await expect(answer(page)).toHaveText('Once upon a time there was a wiki.');
  await page.reload();
  await expect(answer(page)).toHaveText('Once upon a time there was a wiki.');
});

test('a second tab, opened before or in the middle, shows the same as the first', async ({ page, model }) => {
  await say(page, 'Hello');
  (await model.next()).end();
  await turnIsOver(page);
  const open = await page.context().newPage();
  await open.goto(page.url());
  await expect(conversation(open).getByText('Hello')).toBeVisible();

  await say(page, 'Tell me a story');
  const story = await model.next();
  story.write('Once upon ');
  await expect(answer(open)).toHaveText('Once upon');
  const late = await page.context().newPage();
  await late.goto(page.url());
  story.write('a time.');
  for (const tab of [page, open, late]) await expect(answer(tab)).toHaveText('Once upon a time.');
  story.end();
  for (const tab of [page, open, late]) {
    await turnIsOver(tab);
    await expect(answer(tab)).toHaveText('Once upon a time.');
    await expect(conversation(tab).getByText('Tell me a story')).toHaveCount(1);
  }
});

test('five seconds without a network in mid-answer lose nothing and double nothing', async ({
  page,
  model,
  context,
}) => {
  await say(page, 'Tell me a story');
  const story = await model.next();
  story.write('Once upon ');
  await expect(answer(page)).toHaveText('Once upon');
  await context.setOffline(true);
  story.write('a time ');
  const back = Date.now() + 5_000;
  await expect.poll(() => Date.now() > back, { timeout: 10_000 }).toBe(true);
  story.write('there was ');
  await context.setOffline(false);
  await expect(answer(page)).toHaveText('Once upon a time there was');
  story.write('a wiki.');
  await expect(answer(page)).toHaveText('Once upon a time there was a wiki.');
  story.end();
  await turnIsOver(page);
  await expect(answer(page)).toHaveText('Once upon a time there was a wiki.');
});

test('a turn stopped in one tab is stopped in the other, and what was shown stays', async ({
  page,
  model,
}) => {
  await say(page, 'Tell me a long story');
  const story = await model.next();
  story.write('Once upon a time');
  await expect(answer(page)).toHaveText('Once upon a time');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(answer(other)).toHaveText('Once upon a time');
  await other.getByRole('button', { name: 'Stop' }).click();
  await story.closed;
  for (const tab of [page, other]) {
    await turnIsOver(tab);
    await expect(answer(tab)).toHaveText('Once upon a time');
    await expect(conversation(tab).getByText('Stopped.')).toBeVisible();
  }
});

test('a stop that comes late does not hit the turn after', async ({ page, model }) => {
  await say(page, 'First');
  (await model.next()).end();
  await turnIsOver(page);
  const id = page.url().split('/').at(-1);
  const before = await (await page.request.get(`/api/conversations/${id}`)).json();
  await say(page, 'Second');
  const second = await model.next();
  const stale = await page.request.post(`/api/chat/${id}/stop`, {
    data: { turnId: before.messages.at(-1).metadata.turnId },
  });
  expect(await stale.json()).toEqual({ stopped: false });
  second.write('Still here.');
  await expect(answer(page)).toHaveText('Still here.');
  second.end();
  await turnIsOver(page);
});

test('a message written in mid-answer waits, survives a reload, and is answered next', async ({
  page,
  model,
}) => {
  await say(page, 'First');
  const first = await model.next();
  first.write('One.');
  await page.getByRole('textbox', { name: /message/i }).fill('Second');
  await page.getByRole('button', { name: 'Queue' }).click();
  await page.getByRole('textbox', { name: /message/i }).fill('Not this one');
  await page.keyboard.press('Enter');
  const waiting = page.getByRole('region', { name: 'Queued messages' });
  await expect(waiting.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('textbox', { name: /message/i }).fill('A third one, still being written');
  await expectAccessible(page);
  await page.reload();
  await expect(waiting.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Remove “Not this one”' }).click();
  await expect(waiting.getByRole('listitem')).toHaveCount(1);
  first.end();
  const second = await model.next();
  await expect(waiting).toHaveCount(0);
  await expect(conversation(page).getByText('Second', { exact: true })).toBeVisible();
  second.write('Two.');
  await expect(answer(page)).toHaveText('Two.');
  second.end();
  await turnIsOver(page);
  expect((await stored(page)).messages.filter(({ role }) => role === 'user')).toHaveLength(2);
});

test('a message that comes while another device is being answered is kept, and can be queued', async ({
  page,
  model,
}) => {
  await say(page, 'First');
  (await model.next()).end();
  await turnIsOver(page);
  const id = page.url().split('/').at(-1);
  const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text: 'From afar' }] };
  // This page has not noticed yet.
  const { promise: noticed, resolve: notice } = Promise.withResolvers<void>();
  await page.route('**/news?*', async (route) => {
    await noticed;
    await route.continue();
  });
  await page.getByRole('textbox', { name: /message/i }).fill('From here');
  await page.evaluate(
    (body) =>
      void fetch('/api/chat', { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
    JSON.stringify({ id, message }),
  );
  const far = await model.next();
  const refused = page.waitForResponse((response) => response.status() === 409);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await refused;
  notice();
  await expect(conversation(page).getByText('still answering in this conversation')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /message/i })).toHaveValue('From here');
  await page.getByRole('button', { name: 'Queue' }).click();
  const waiting = page.getByRole('region', { name: 'Queued messages' });
  await expect(waiting.getByText('From here')).toBeVisible();
  await expect(conversation(page).getByText('From afar')).toBeVisible();
  far.write('Hello out there.');
  far.end();
  const here = await model.next();
  here.write('Both were heard.');
  here.end();
  await turnIsOver(page);
  await expect(answer(page)).toHaveText('Both were heard.');
});

test('a queued message whose receipt got lost is answered once, and does not come back as refused', async ({
  page,
  model,
}) => {
  await say(page, 'First');
  const first = await model.next();
  first.write('One.');
  await page.getByRole('textbox', { name: /message/i }).fill('Second');
  let begun: Awaited<ReturnType<typeof model.next>> | undefined;
  await page.route('**/queue', async (route) => {
    if (begun) return route.continue();
    await route.fetch();
    first.end();
    begun = await model.next();
    await route.abort();
  });
  const asked = page.waitForResponse((response) => response.url().endsWith('/queue'));
  await page.getByRole('button', { name: 'Queue' }).click();
  expect((await asked).status()).toBe(409);
  begun?.write('Two.');
  await expect(answer(page)).toHaveText('Two.');
  await expect(page.getByRole('textbox', { name: /message/i })).toHaveValue('');
  await expect(page.getByRole('region', { name: 'Queued messages' })).toHaveCount(0);
  begun?.end();
  await turnIsOver(page);
  expect((await stored(page)).messages.filter(({ role }) => role === 'user')).toHaveLength(2);
});

test('only words of the owner can wait, and not without end', async ({ page, model }) => {
  await say(page, 'First');
  const first = await model.next();
  first.write('One.');
  await page.waitForURL(/\/c\//);
  const id = page.url().split('/').at(-1) ?? '';
  const queue = async (conversationId: string, part: object) =>
    (
      await page.request.post(`/api/chat/${conversationId}/queue`, {
        data: { message: { id: crypto.randomUUID(), role: 'user', parts: [part] } },
      })
    ).status();
  expect(await queue(crypto.randomUUID(), { type: 'text', text: 'Hello' })).toBe(404);
  expect(await queue(id, { type: 'data-continue', data: { turnId: crypto.randomUUID() } })).toBe(400);
  expect(await queue(id, { type: 'text', text: ' ' })).toBe(400);
  for (let waiting = 0; waiting < 20; waiting += 1)
    expect(await queue(id, { type: 'text', text: `${waiting}` })).toBe(202);
  expect(await queue(id, { type: 'text', text: 'One too many' })).toBe(413);
  await page.getByRole('button', { name: 'Stop' }).click();
  await turnIsOver(page);
});

test('after a stop a waiting message is sent when the person says so', async ({ page, model }) => {
  await say(page, 'First');
  const first = await model.next();
  first.write('One.');
  await page.getByRole('textbox', { name: /message/i }).fill('Second');
  await page.getByRole('button', { name: 'Queue' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await turnIsOver(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send now: “Second”' }).click();
  const second = await model.next();
  second.write('Two.');
  second.end();
  await turnIsOver(page);
  await expect(answer(page)).toHaveText('Two.');
  await expect(page.getByRole('region', { name: 'Queued messages' })).toHaveCount(0);
});

test('a server that is restarted in mid-answer keeps what was shown and goes on with Continue', async ({
  page,
  model,
  stack,
}) => {
  await say(page, 'Tell me a story');
  const story = await model.next();
  story.write('Once upon a time');
  await expect(answer(page)).toHaveText('Once upon a time');
  await stack.restart();
  await expect(conversation(page).getByText('stopped in the middle of this answer')).toBeVisible();
  await expect(answer(page)).toHaveText('Once upon a time');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  const rest = await model.next();
  expect(JSON.stringify(rest.request.input)).toContain('Once upon a time');
  rest.write('there was a wiki.');
  rest.end();
  await turnIsOver(page);
  await expect(answer(page)).toHaveText('there was a wiki.');
  await expect(page.getByRole('button', { name: 'Continue' })).toHaveCount(0);
});

test('a server that is asked to end lets a running turn finish, and refuses others with a reason', async ({
  page,
  model,
  stack,
}) => {
  await say(page, 'Tell me a story');
  const story = await model.next();
  story.write('Once upon a time ');
  await expect(answer(page)).toHaveText('Once upon a time');
  stack.askToEnd();
  const send = () =>
    page.request.post('/api/chat', {
      data: {
        id: crypto.randomUUID(),
        message: { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text: 'Another' }] },
      },
    });
  await expect
    .poll(async () => {
      const response = await send();
      return response.ok() ? 'taken' : ((await response.json()) as { error: { code: string } }).error.code;
    })
    .toBe('restarting');
  story.write('there was a wiki.');
  story.end();
  await turnIsOver(page);
  await expect(answer(page)).toHaveText('Once upon a time there was a wiki.');
  await stack.ended();
  await stack.start();
  await page.reload();
  await expect(answer(page)).toHaveText('Once upon a time there was a wiki.');
  await expect(page.getByRole('button', { name: 'Continue' })).toHaveCount(0);
});

test('a server that is killed in mid-answer loses nothing that was shown', async ({ page, model, stack }) => {
  await say(page, 'Tell me a story');
  const story = await model.next();
  story.write('Once upon a time');
  await expect(answer(page)).toHaveText('Once upon a time');
  // What is shown is stored within 100 ms.
  const isStored = `select 1 from turn_tails join turns on turns.id = turn_id
    where status = 'running' and entries::text like '%Once upon a time%'`;
  await expect.poll(async () => (await stack.query(isStored)).length).toBe(1);
  await stack.crash();
  await page.reload();
  await expect(answer(page)).toHaveText('Once upon a time');
  await expect(conversation(page).getByText('stopped in the middle of this answer')).toBeVisible({
    timeout: 15_000,
  });
  await expect(answer(page)).toHaveText('Once upon a time');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
});

test.describe('on two devices', () => {
  test.use({ visitor: 'nobody' });

  test('another device that looks at the conversation shows what is asked on the first', async ({
    page,
    model,
    browser,
    stack,
  }) => {
    const person = await register(page.context(), 'Ada on two devices');
    await page.goto('/');
    await say(page, 'Hello');
    (await model.next()).end();
    await turnIsOver(page);

    const phone = await (await browser.newContext({ baseURL: stack.url })).newPage();
    await phone.goto('/sign-in');
    await phone.getByLabel(/e-?mail/i).fill(person.email);
    await phone.getByLabel(/password/i).fill(person.password);
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
    await phone.waitForURL('/');
    await phone.goto(page.url());
    await expect(conversation(phone).getByText('Hello')).toBeVisible();

    await say(page, 'Tell me a story');
    const story = await model.next();
    story.write('Once upon a time.');
    await expect(conversation(phone).getByText('Tell me a story')).toBeVisible();
    await expect(answer(phone)).toHaveText('Once upon a time.');
    story.end();
    await phone.context().close();
  });
});
