import type { Page } from '@playwright/test';
import { allow, ask, consent, conversation, expect, register, say, test, turnIsOver } from './test.ts';

test.use({ visitor: 'person' });

/** Presses Connect, wherever it is, and answers the attempt that began and its window. */
async function beginConnecting(page: Page) {
  const link = page.waitForResponse((response) => response.url().endsWith('/link'));
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Connect Confluence' }).click();
  const { redirectUrl, attemptId } = (await (await link).json()) as {
    redirectUrl: string;
    attemptId: string;
  };
  return { redirectUrl, attemptId, opened: await popup };
}

test('a request without a connection asks for it, and goes on by itself once it is made', async ({
  page,
  stack,
}) => {
  await ask(page, 'Create a page titled "Onboarding buddies" in HR');
  const card = page.getByRole('region', { name: 'Connect Confluence' });
  const popup = page.waitForEvent('popup');
  await card.getByRole('button', { name: 'Connect Confluence' }).click();
  await consent(await popup, 'Accept');

  await expect(page.getByText('Confluence connected')).toBeVisible();
  await allow(page);
  await expect(
    conversation(page)
      .getByRole('link', { name: /Onboarding buddies/ })
      .first(),
  ).toBeVisible();
  await turnIsOver(page);
  const { results } = await stack.confluence<{ results: unknown[] }>(
    '/api/v2/pages?title=Onboarding%20buddies',
  );
  expect(results).toHaveLength(1);

  await page.reload();
  await expect(page.getByText('Confluence connected')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Connect Confluence' })).toHaveCount(0);
});

test('the consent page wants a site before it accepts, and says what is asked for; then the account is connected', async ({
  page,
}) => {
  await page.goto('/settings/connections');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: /^connect/i }).click();
  const popup = await opened;
  await popup.getByRole('button', { name: 'Continue' }).click();
  await expect(popup.getByRole('button', { name: 'Accept' })).toBeDisabled();
  for (const group of ['View', 'Update', 'Delete'])
    await expect(popup.getByText(group, { exact: true }).first()).toBeVisible();
  await popup.getByLabel(/choose a site|use app on/i).selectOption({ index: 1 });
  await popup.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByText('Connected', { exact: true }).first()).toBeVisible();
});

test('a cancelled consent says so, connects nothing, and can be tried again', async ({ page }) => {
  await ask(page, 'Which spaces are there?');
  const first = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Connect Confluence' }).click();
  const popup = await first;
  await consent(popup, 'Cancel');
  await expect(page.getByText('You cancelled the connection')).toBeVisible();
  await expect(popup.getByText('You cancelled the connection')).toBeVisible();
  await popup.close();

  const second = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Try again' }).click();
  await consent(await second, 'Accept');
  await expect(
    conversation(page).getByRole('link', { name: 'Marketing', exact: true }).first(),
  ).toBeVisible();
});

test('an attempt that nobody finished in time says so, and can be begun again', async ({ page, stack }) => {
  await ask(page, 'Which spaces are there?');
  const { attemptId, opened } = await beginConnecting(page);
  await opened.close();
  await stack.query(`update connection_attempts set expires_at = now() - interval '1 second' where id = $1`, [
    attemptId,
  ]);
  await expect(page.getByText('The connection link expired')).toBeVisible();
  await page.reload();
  await expect(page.getByText('The connection link expired')).toBeVisible();
  const again = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Try again' }).click();
  await consent(await again, 'Accept');
  await expect(
    conversation(page).getByRole('link', { name: 'Marketing', exact: true }).first(),
  ).toBeVisible();
});

test('an attempt that failed says why, and can be begun again', async ({ page }) => {
  await ask(page, 'Which spaces are there?');
  const { attemptId, opened: popup } = await beginConnecting(page);
  await popup.waitForURL(/\/link\//);
  // What Composio sends back when a link is finished elsewhere; the account stays as it was.
  const error = 'The connection was started from a different browser or device.';
  await popup.goto(
    `/connections/callback?${new URLSearchParams({ attempt: attemptId, status: 'failed', error })}`,
  );
  await expect(popup.getByText(error)).toBeVisible();
  await popup.close();
  await expect(page.getByText('Confluence could not be connected')).toBeVisible();
  await expect(page.getByText(error)).toBeVisible();
  const again = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Try again' }).click();
  await consent(await again, 'Accept');
  await expect(
    conversation(page).getByRole('link', { name: 'Marketing', exact: true }).first(),
  ).toBeVisible();
});

test('an attempt that one person began never connects the account of another', async ({ page }) => {
  await page.goto('/settings/connections');
  const { redirectUrl, attemptId, opened } = await beginConnecting(page);
  // The link knows the browser by a cookie that comes with this page.
  await opened.getByRole('button', { name: 'Continue' }).waitFor();
  await opened.close();
  const first = await page.context().storageState();

  // The next person in the same browser, without a sign-out in between.
  await page.goto('about:blank');
  await page.context().clearCookies({ name: /next-auth/ });
  await register(page.context(), 'Another Person');
  await page.goto('/settings/connections');
  await expect(page.getByRole('button', { name: 'Connect Confluence' })).toBeVisible();
  await page.goto(redirectUrl);
  await consent(page, 'Accept');
  await expect(page.getByText('This connection is not known')).toBeVisible();

  await page.context().clearCookies();
  await page.context().addCookies(first.cookies);
  expect(await (await page.request.get('/api/connections')).json()).toEqual({ items: [], nextCursor: null });
  expect(await (await page.request.get(`/api/connections/attempts/${attemptId}`)).json()).toMatchObject({
    state: 'failed',
  });
});

test('a callback address that claims success proves nothing', async ({ page }) => {
  await ask(page, 'Which spaces are there?');
  const link = page.waitForResponse((response) => response.url().endsWith('/link'));
  await page.getByRole('button', { name: 'Connect Confluence' }).click();
  const { attemptId } = (await (await link).json()) as { attemptId: string };
  const forged = await page.context().newPage();
  await forged.goto(
    `/connections/callback?attempt=${attemptId}&status=success&connected_account_id=ca_forged`,
  );
  await expect(forged.getByText(/is connected/)).toHaveCount(0);
  const state = await page.request.get(`/api/connections/attempts/${attemptId}`);
  expect(await state.json()).toMatchObject({ state: 'waiting' });
  // Nor does a message that claims it.
  const message = {
    id: attemptId,
    role: 'user',
    parts: [{ type: 'data-connected', data: { toolkit: 'confluence', attemptId } }],
  };
  const sent = await page.request.post('/api/chat', { data: { id: page.url().split('/').at(-1), message } });
  expect(sent.status()).toBe(422);
  expect(await sent.json()).toMatchObject({ error: { code: 'not_connected' } });
});

test.describe('with a connection', () => {
  test.use({ visitor: 'connected' });

  test('the connections page shows the account and can disconnect it', async ({ page }) => {
    await page.goto('/settings/connections');
    await expect(page.getByText('acme').first()).toBeVisible();
    await page.getByRole('button', { name: /^disconnect/i }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /disconnect/i })
      .click();
    await expect(page.getByRole('button', { name: /^disconnect/i })).toHaveCount(0);
    const { items } = (await (await page.request.get('/api/connections')).json()) as { items: unknown[] };
    expect(items).toEqual([]);

    await page.goto('/');
    await say(page, 'Which spaces are there?');
    await expect(page.getByRole('button', { name: 'Connect Confluence' })).toBeVisible();
  });
});
