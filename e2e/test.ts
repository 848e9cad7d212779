import { randomUUID } from 'node:crypto';
import { test as base, expect, type Locator, type Page, type Request } from '@playwright/test';
import { Stack } from './stack.ts';

type Person = { name: string; email: string; password: string };

/** Who looks at `page` when a test begins: nobody yet, a new person, or a new person with Confluence connected as Ada. */
type Visitor = 'nobody' | 'person' | 'connected';

export const test = base.extend<{ visitor: Visitor }, { stack: Stack }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
    async ({}, use) => {
      const stack = await Stack.start();
      await use(stack);
      await stack.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  visitor: ['nobody', { option: true }],
  baseURL: async ({ stack }, use) => use(stack.url),
  /** Everything that a page is sent is searched for secrets at the end of its test. */
  page: async ({ page, stack, visitor }, use) => {
    const leaks = watchForSecrets(page, stack);
    if (visitor !== 'nobody') await register(page, 'Mary Somerville');
    if (visitor === 'connected') {
      await connectConfluence(page);
      await page.goto('/');
    }
    await use(page);
    expect(await leaks()).toEqual([]);
  },
});
export { expect };

/** Makes an account and signs in with it, through the form. */
export async function register(page: Page, name: string): Promise<Person> {
  const person = { name, email: `${randomUUID()}@example.com`, password: 'correct horse battery' };
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /new here/i }).click();
  await page.getByLabel('Name', { exact: true }).fill(person.name);
  await page.getByLabel(/e-?mail/i).fill(person.email);
  await page.getByLabel(/password/i).fill(person.password);
  await page.getByRole('button', { name: /create account/i }).click();
  await page.waitForURL('/');
  return person;
}

export async function signInAs(page: Page, demoName: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: demoName }).click();
  await page.waitForURL('/');
}

/** Connects Confluence from the connections page, consenting as Ada. */
export async function connectConfluence(page: Page): Promise<void> {
  await page.goto('/settings/connections');
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: /^connect/i }).click();
  await consent(await popup, 'Accept');
  await expect(page.getByText('Connected', { exact: true }).first()).toBeVisible();
}

/** Goes through the link and consent pages in the window that Connect opened. */
export async function consent(popup: Page, decision: 'Accept' | 'Cancel'): Promise<void> {
  await popup.getByRole('button', { name: 'Continue' }).click();
  await popup.getByRole('heading', { name: /requesting access/ }).waitFor();
  if (decision === 'Accept') await popup.getByLabel(/choose a site|use app on/i).selectOption({ index: 1 });
  await popup.getByRole('button', { name: decision }).click();
}

/** The messages and cards of the open conversation, without the list beside it. */
export const conversation = (page: Page): Locator =>
  page.getByRole('region', { name: 'Conversation', exact: true });

/** Sends a message and waits until the turn is over. */
export async function ask(page: Page, text: string): Promise<void> {
  await say(page, text);
  await turnIsOver(page);
}

export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /message/i }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

export async function turnIsOver(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible({ timeout: 40_000 });
}

/** Reads each answer of the app as soon as it is complete. Answers who hold the names of those that carry a secret. */
function watchForSecrets(page: Page, stack: Stack): () => Promise<string[]> {
  const leaks: Promise<string | null>[] = [];
  const leakOf = async (request: Request): Promise<string | null> => {
    // Redirects have no body, and a popup that has closed takes its answers with it.
    const response = await request.response().catch(() => null);
    const body = await response?.body().catch(() => null);
    const text = `${body ?? ''}${JSON.stringify(response?.headers() ?? {})}`;
    return stack.secrets().some((secret) => text.includes(secret)) ? request.url() : null;
  };
  const look = (request: Request) => {
    if (request.url().startsWith(stack.url)) leaks.push(leakOf(request));
  };
  page.context().on('requestfinished', look);
  return async () => {
    // The test is over: what still arrives while its pages close is nobody's any more.
    page.context().off('requestfinished', look);
    return (await Promise.all(leaks)).filter((leak) => leak !== null);
  };
}
