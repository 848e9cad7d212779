import type { Page } from '@playwright/test';
import { fillLongConversation } from '../lib/db/test-support/fill-long-conversation.ts';
import { expectAccessible } from './expect-accessible.ts';
import type { Stack } from './stack.ts';
import { conversation, expect, test } from './test.ts';

test.use({ visitor: 'person' });

async function openLong(page: Page, stack: Stack, messages: number): Promise<void> {
  const [user] = await stack.query<{ id: string }>('select id from users order by created_at desc limit 1');
  await page.goto(`/c/${await fillLongConversation(stack.databaseUrl(), user?.id ?? '', messages)}`);
}

/** How much of the conversation there is in the page, how long it is, and where each of its messages stands, by its text. */
const look = (page: Page) =>
  conversation(page).evaluate(async (box) => {
    // What was measured just now is put in its place at the next paint.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const top = box.getBoundingClientRect().top;
    const articles = [...box.querySelectorAll('article')];
    const places = articles.map((one) => [one.textContent, one.getBoundingClientRect().top - top] as const);
    const inSight = places.filter(([, at]) => at >= 0 && at < box.clientHeight);
    return { articles: articles.length, height: box.scrollHeight, inSight: inSight[0], places };
  });

test('a long conversation opens at its end, with its last messages only', async ({ page, stack }) => {
  await openLong(page, stack, 200);
  await expect(conversation(page).getByText('What do the pages of part 100 say?')).toBeInViewport();
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  expect(nodes).toBeLessThan(2_500);
  expect((await look(page)).articles).toBe(30);
});

test('what is read stays where it is while earlier messages come above it, up to the beginning', async ({
  page,
  stack,
}) => {
  const held: (() => void)[] = [];
  await page.route('**/messages?cursor=*', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await openLong(page, stack, 200);
  await expect(conversation(page).getByText('What do the pages of part 100 say?')).toBeInViewport();
  await conversation(page).hover();
  const button = page.getByRole('button', { name: 'Show earlier messages' });
  while ((await button.count()) > 0) {
    while (held.length === 0) {
      await page.mouse.wheel(0, -400);
      await look(page);
    }
    const before = await look(page);
    const [text, at] = before.inSight ?? ['', 0];
    held.pop()?.();
    await expect.poll(async () => (await look(page)).height).toBeGreaterThan(before.height);
    const after = (await look(page)).places.find((place) => place[0] === text);
    expect(Math.abs((after?.[1] ?? Number.NaN) - at)).toBeLessThan(2);
  }
  await conversation(page).evaluate((box) => box.scrollTo(0, 0));
  await expect(
    conversation(page).getByText('What do the pages of part 1 say?', { exact: true }),
  ).toBeInViewport();
  expect((await look(page)).articles).toBeLessThan(60);
  await expectAccessible(page);
});

test('earlier messages are shown by keyboard, and a failure to load them says so', async ({
  page,
  stack,
}) => {
  await page.route('**/messages?cursor=*', (route) => route.abort());
  await openLong(page, stack, 90);
  await expect(conversation(page).getByText('What do the pages of part 45 say?')).toBeInViewport();
  await conversation(page).focus();
  await page.keyboard.press('Home');
  await expect(
    page.getByRole('alert').filter({ hasText: 'Earlier messages could not be loaded.' }),
  ).toBeVisible();
  await page.unroute('**/messages?cursor=*');
  await page.getByRole('button', { name: 'Try again' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Earlier messages could not be loaded.')).toHaveCount(0);
  await expect
    .poll(async () => {
      await conversation(page).focus();
      await page.keyboard.press('Home');
      return conversation(page).getByText('What do the pages of part 1 say?', { exact: true }).isVisible();
    })
    .toBe(true);
});
