import { expectAccessible } from './expect-accessible.ts';
import { ask, conversation, expect, test } from './test.ts';

test('the sign-in and not-found pages', async ({ page }) => {
  await page.goto('/sign-in');
  await expectAccessible(page);
  await page.getByRole('button', { name: /new here/i }).click();
  await expectAccessible(page);
  await page.goto('/sign-in?error=CredentialsSignin');
  await expectAccessible(page);
});

test.describe('for someone new', () => {
  test.use({ visitor: 'person' });

  test('the empty conversation, the empty history, no connections, the settings, nothing here', async ({
    page,
  }) => {
    for (const path of [
      '/',
      '/history',
      '/settings/connections',
      '/settings',
      '/c/3b241101-e2bb-4255-8caf-4136c566a962',
    ]) {
      await page.goto(path);
      await expectAccessible(page);
    }
  });

  test('the connect card, the link and consent pages, and how it ends', async ({ page }) => {
    await ask(page, 'Which spaces are there?');
    await expect(page.getByRole('button', { name: 'Connect Confluence' })).toBeVisible();
    await expectAccessible(page);
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Connect Confluence' }).click();
    const popup = await opened;
    await popup.getByRole('button', { name: 'Continue' }).waitFor();
    await expectAccessible(popup);
    await popup.getByRole('button', { name: 'Continue' }).click();
    await popup.getByRole('button', { name: 'Accept' }).waitFor();
    await expectAccessible(popup);
    await popup.getByRole('button', { name: 'Cancel' }).click();
    await popup.getByText('You cancelled the connection').waitFor();
    await expectAccessible(popup);
    await expectAccessible(page);
  });
});

test.describe('for someone at work', () => {
  test.use({ visitor: 'connected' });

  test('a conversation with cards, its history, and the connections', async ({ page }) => {
    await ask(page, 'What do we know about remote work?');
    await conversation(page).locator('summary').last().click();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('link', { name: 'History' }).click();
    await page.waitForURL(/\/history$/);
    await page.getByRole('main').locator('summary').first().click();
    await expectAccessible(page);
    await page.goto('/settings/connections');
    await expect(page.getByText('acme').first()).toBeVisible();
    await expectAccessible(page);
  });

  test('a whole task with the keyboard alone', async ({ page }) => {
    await expect(page.getByRole('textbox', { name: /message/i })).toBeFocused();
    await page.keyboard.type('Which spaces are there?');
    await page.keyboard.press('Enter');
    await expect(conversation(page).getByRole('link', { name: 'Marketing', exact: true })).toBeVisible();
    await conversation(page).locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await expect(conversation(page).getByText('COMPOSIO_MULTI_EXECUTE_TOOL', { exact: true })).toBeVisible();
  });
});

test('the consent page can be decided by keyboard', async ({ page, stack }) => {
  const query = new URLSearchParams({
    audience: 'api.atlassian.com',
    client_id: 'composio-sandbox',
    scope: 'read:page:confluence',
    redirect_uri: `${stack.sandbox}/api/v3/toolkits/auth/callback`,
    state: 'x',
    response_type: 'code',
    prompt: 'consent',
  });
  await page.goto(`${stack.sandbox}/atlassian/authorize?${query}`);
  await expect(page.getByRole('button', { name: 'Accept' })).toBeDisabled();
  await page.getByLabel(/choose a site|use app on/i).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Accept' })).toBeEnabled();
});
