import { randomUUID } from 'node:crypto';
import {
  type APIResponse,
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
          await register(context, 'Mary Somerville');
          await connectConfluence(context);
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
    page: async ({ page, stack, baseURL, visitor, sharedPerson }, use) => {
      const leaks = watchForSecrets(page, baseURL ?? stack.url, stack.secrets());
      if (visitor === 'shared') {
        await page.context().addCookies(await sharedPerson());
        await page.goto('/');
      } else if (visitor !== 'nobody') {
        await register(page.context(), 'Mary Somerville');
        if (visitor === 'connected') await connectConfluence(page.context());
        await page.goto('/');
      }
      await use(page);
      expect(await leaks()).toEqual([]);
    },
  },
);
export { expect };

export const newPerson = (name: string): Person => ({
  name,
  email: `${randomUUID()}@example.com`,
  password: 'correct horse battery',
});

/** Makes an account and signs a browser in with it, by the requests that the form makes. */
export async function register({ request }: BrowserContext, name: string): Promise<Person> {
  const person = newPerson(name);
  await ok(request.post('/api/register', { data: person }));
  const { csrfToken } = await (await ok(request.get('/api/auth/csrf'))).json();
  const { email, password } = person;
  await ok(
    request.post('/api/auth/callback/credentials', { form: { csrfToken, email, password, json: 'true' } }),
  );
  return person;
}

export async function signInAs(page: Page, demoName: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: demoName }).click();
  await page.waitForURL('/');
}

/** Connects Confluence, consenting as Ada, by the requests that the connections, link and consent pages make. */
export async function connectConfluence({ request }: BrowserContext): Promise<void> {
  const { redirectUrl } = await (await ok(request.post('/api/connections/confluence/link'))).json();
  await ok(request.get(redirectUrl));
  const asked = new URL(
    (await ok(request.post(redirectUrl, { form: { action: 'continue', subdomain: 'acme' } }))).url(),
  );
  const form = {
    ...Object.fromEntries(asked.searchParams),
    user: 'ada',
    site: 'acme',
    decision: 'accept',
  };
  await ok(request.post(asked.origin + asked.pathname, { form }));
  const { items } = await (await ok(request.get('/api/connections'))).json();
  expect(items).toHaveLength(1);
}

async function ok(answer: Promise<APIResponse>): Promise<APIResponse> {
  const response = await answer;
  expect(response.ok(), `${response.url()}: ${response.status()}`).toBe(true);
  return response;
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

/** How to wait for the end of a turn: by themselves expectations look again only after half a second or a whole one. */
const OFTEN = { timeout: 40_000, intervals: [50] };

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
  await expect.poll(async () => (await state()).turnId, OFTEN).toBeNull();
  await expect(conversation(page).getByText(/^(Allowing|Denying)…$/)).toHaveCount(0);
  await turnIsOver(page);
}

export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /message/i }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

export async function turnIsOver(page: Page): Promise<void> {
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await expect.poll(() => send.isVisible(), OFTEN).toBe(true);
}

/** Files of the build in which no secret was found. They are the same for every test, and most of what a page loads. */
const builtAndClean = new Set<string>();
const isBuilt = (request: Request) => new URL(request.url()).pathname.startsWith('/_next/static/');

/** Reads each answer of the app as soon as it is complete. Answers who hold the names of those that carry a secret. */
function watchForSecrets(page: Page, app: string, secrets: string[]): () => Promise<string[]> {
  const leaks: Promise<string | null>[] = [];
  const leakOf = async (request: Request): Promise<string | null> => {
    // Redirects have no body, and a popup that has closed takes its answers with it.
    const response = await request.response().catch(() => null);
    const body = await response?.body().catch(() => null);
    const text = `${body ?? ''}${JSON.stringify(response?.headers() ?? {})}`;
    if (secrets.some((secret) => text.includes(secret))) return request.url();
    if (body && isBuilt(request)) builtAndClean.add(request.url());
    return null;
  };
  const look = (request: Request) => {
    if (request.url().startsWith(app) && !builtAndClean.has(request.url())) leaks.push(leakOf(request));
  };
  page.context().on('requestfinished', look);
  return async () => {
    // The test is over: what still arrives while its pages close is nobody's any more.
    page.context().off('requestfinished', look);
    return (await Promise.all(leaks)).filter((leak) => leak !== null);
  };
}
