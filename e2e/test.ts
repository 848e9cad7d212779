import { randomUUID } from 'node:crypto';
import {
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
  type Request,
} from '@playwright/test';
import { Stack } from './stack.ts';

type Person = { name: string; email: string; password: string };

/**
 * Who looks at `page` when a test begins: nobody yet, a new person, a new person with Confluence connected as Ada, or (`shared`)
 * the same connected person for all tests of a file, whose settings no test changes.
 */
type Visitor = 'nobody' | 'person' | 'connected' | 'shared';
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

export const test = base.extend<{ visitor: Visitor }, { stack: Stack; sharedPerson: () => Promise<Cookies> }>(
  {
    stack: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
      async ({}, use) => {
        const stack = await Stack.start();
        await use(stack);
        await stack.remove();
      },
      { scope: 'worker', timeout: 120_000 },
    ],
    sharedPerson: [
      async ({ stack, browser }, use) => {
        let cookies: Promise<Cookies> | undefined;
        const connect = async () => {
          const context = await browser.newContext({ baseURL: stack.url });
          const page = await context.newPage();
          await register(page, 'Mary Somerville');
          await connectConfluence(page);
          const signedIn = await context.cookies(stack.url);
          await context.close();
          return signedIn;
        };
        await use(() => (cookies ??= connect()));
      },
      { scope: 'worker' },
    ],
    visitor: ['nobody', { option: true }],
    baseURL: async ({ stack }, use) => use(stack.url),
    /** Everything that a page is sent is searched for secrets at the end of its test. */
    page: async ({ page, stack, visitor, sharedPerson }, use) => {
      const leaks = watchForSecrets(page, stack);
      if (visitor === 'shared') {
        await page.context().addCookies(await sharedPerson());
        await page.goto('/');
      } else if (visitor !== 'nobody') await register(page, 'Mary Somerville');
      if (visitor === 'connected') {
        await connectConfluence(page);
        await page.goto('/');
      }
      await use(page);
      expect(await leaks()).toEqual([]);
    },
  },
);
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

/** Sets what the signed-in person lets Tributary do; what is not named has no rule. */
export async function setPolicy(page: Page, policy: object): Promise<void> {
  const user = { readOnly: false, kinds: {}, tools: {}, places: [], ...policy };
  const response = await page.request.put('/api/policies', { data: { user } });
  expect(response.status(), await response.text()).toBe(200);
}

/** The messages and cards of the open conversation, without the list beside it. */
export const conversation = (page: Page): Locator =>
  page.getByRole('region', { name: 'Conversation', exact: true });

/** Sends a message and waits until the turn is over. */
export async function ask(page: Page, text: string): Promise<void> {
  await say(page, text);
  await turnIsOver(page);
}

/** Sends a message, allows every change that it leads to, and waits until all is done. */
export async function askAndAllow(page: Page, text: string): Promise<void> {
  await ask(page, text);
  await allow(page);
}

/** Allows every change that waits in the open conversation, one after the other, and waits until all is done. */
export async function allow(page: Page): Promise<void> {
  const buttons = conversation(page).getByRole('button', { name: 'Allow once' });
  await expect(buttons.first()).toBeVisible();
  while ((await buttons.count()) > 0) await decideOn(page, buttons.first());
}

/** Presses a button that decides, and waits until what it led to is over and shown. */
export async function decideOn(page: Page, button: Locator): Promise<void> {
  const id = page.url().split('/').at(-1);
  const decided = page.waitForResponse(
    (response) => response.url().endsWith('/approvals') && response.request().method() === 'POST',
  );
  await button.click();
  expect((await decided).status()).toBe(200);
  const state = async () => (await page.request.get(`/api/chat/${id}`)).json();
  await expect.poll(async () => (await state()).turnId, { timeout: 40_000 }).toBeNull();
  await expect(conversation(page).getByText(/^(Allowing|Denying)…$/)).toHaveCount(0);
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
