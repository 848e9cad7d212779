import type { Page } from '@playwright/test';
import { ask, conversation, expect, test } from './test.ts';

test.use({ visitor: 'connected' });

/** Addresses of the API that a page asks for from now on. */
function requestsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(pathname);
  });
  return asked;
}

const list = (page: Page) => page.getByRole('navigation', { name: 'Conversations' });

test('a page that rests asks for nothing, however long', async ({ page }) => {
  await page.clock.install();
  await ask(page, 'Add the label "resting" to the page "Q3 Planning"');
  const asked = requestsOf(page);
  await page.reload();
  await expect(conversation(page).getByRole('button', { name: 'Allow once' })).toBeVisible();
  // Once the stream is there the page looks whether it missed something.
  const looked = (address: string) => asked.lastIndexOf(address) > asked.indexOf('/api/events');
  const news = `/api/conversations/${page.url().split('/').at(-1)}/news`;
  await expect.poll(() => looked(news) && looked('/api/conversations')).toBe(true);
  asked.length = 0;
  await page.clock.runFor('10:00');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  expect(asked).toEqual([]);
});

test('tabs of one browser share one stream, and a tab takes it over from one that closes', async ({
  page,
}) => {
  await ask(page, 'Which pages are there about planning?');
  const other = await page.context().newPage();
  const asked = requestsOf(other);
  await other.goto(page.url());
  await expect.poll(() => asked.some((address) => address.endsWith('/news'))).toBe(true);
  expect(asked).not.toContain('/api/events');
  await ask(page, 'And which about meetings?');
  await expect(conversation(other).getByText('And which about meetings?')).toBeVisible();
  await page.close();
  await expect.poll(() => asked).toContain('/api/events');
});

test('another device hears at once of a new title and of a deletion', async ({ page, browser, stack }) => {
  await ask(page, 'Which pages are there about planning?');
  const id = page.url().split('/').at(-1);
  const device = await browser.newContext({
    baseURL: stack.url,
    storageState: await page.context().storageState(),
  });
  const away = await device.newPage();
  const streams = away.waitForResponse('/api/events');
  await away.goto(page.url());
  await streams;
  await page.request.patch(`/api/conversations/${id}`, { data: { title: 'Renamed afar' } });
  await expect(list(away).getByText('Renamed afar')).toBeVisible();
  await expect(away.getByRole('heading', { level: 1, name: 'Renamed afar' })).toBeVisible();
  await page.request.delete(`/api/conversations/${id}`);
  await expect(list(away).getByText('Renamed afar')).toHaveCount(0);
  await device.close();
});

test('nobody who is not signed in hears anything', async ({ browser, stack }) => {
  const anonymous = await browser.newContext({ baseURL: stack.url });
  expect((await anonymous.request.get('/api/events')).status()).toBe(401);
  await anonymous.close();
});
