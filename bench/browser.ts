import { gzipSync } from 'node:zlib';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import pg from 'pg';
import { ensureBrowser } from '../launcher/browser.ts';
import { fillLongConversation } from '../lib/db/test-support/fill-long-conversation.ts';

/** One measurement, as a line of JSON. A `budget` is a most; of what should be high, such as frames a second, it is a least. */
export type Measured = { name: string; value: number; unit: string; budget: number };

/** An app with the sandbox and its demo sign-in. */
export type App = { url: string; databaseUrl: string };

const MESSAGES = 2_000;
const DEMO_USER = 'ada';

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureBrowser(), args: ['--no-sandbox'] });
}

async function signedIn(browser: Browser, url: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 860 } });
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json();
  await context.request.post('/api/auth/callback/demo', {
    form: { csrfToken, user: DEMO_USER, json: 'true' },
  });
  return context;
}

/** A conversation of the person who is signed in. */
async function fill({ databaseUrl }: App, messages: number): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ user_id: string }>(
    "select user_id from accounts where provider = 'demo' and provider_account_id = $1",
    [DEMO_USER],
  );
  await client.end();
  const [account] = rows;
  if (account === undefined) throw new Error(`${DEMO_USER} has never signed in.`);
  return fillLongConversation(databaseUrl, account.user_id, messages);
}

const composer = (page: Page) => page.getByRole('textbox', { name: 'Message to Tributary' });

/** Resolves when a person can write and sees the last message. Answers milliseconds from the first byte until then. */
const USABLE = () =>
  new Promise<number>((resolve) => {
    const look = () => {
      const input = document.querySelector('form textarea');
      const last = [...document.querySelectorAll('main article')].at(-1)?.getBoundingClientRect();
      const hydrated = input !== null && Object.keys(input).some((key) => key.startsWith('__reactProps'));
      if (!hydrated || last === undefined || last.top > innerHeight) return void requestAnimationFrame(look);
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      resolve(performance.now() - (navigation?.responseStart ?? 0));
    };
    look();
  });

/** Opening 2,000 messages with tool calls: first byte, usable, nodes; then typing, by the work of the main thread a key. */
export async function measureLongConversation(browser: Browser, app: App, rounds = 5): Promise<Measured[]> {
  const context = await signedIn(browser, app.url);
  const id = await fill(app, MESSAGES);
  const page = await context.newPage();
  const [firstByte, usable]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    await page.goto(`/c/${id}`, { waitUntil: 'commit' });
    const ms = await page.evaluate(USABLE);
    const waited = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return navigation ? navigation.responseStart - navigation.requestStart : 0;
    });
    // The first time the server loads what it needs.
    if (round === 0) continue;
    usable.push(ms);
    firstByte.push(waited);
  }
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  const typing = await typeKeys(page);
  await context.close();
  return [
    { name: 'browser/long/first-byte', value: median(firstByte), unit: 'ms', budget: 200 },
    { name: 'browser/long/usable-after-first-byte', value: median(usable), unit: 'ms', budget: 500 },
    { name: 'browser/long/nodes', value: nodes, unit: 'nodes', budget: 5_000 },
    { name: 'browser/long/key', value: median(typing), unit: 'ms', budget: 16 },
    { name: 'browser/long/slowest-key', value: Math.max(...typing), unit: 'ms', budget: 16 },
  ];
}

/** Milliseconds of main-thread work for each of 30 keys, from the press until it is painted. */
async function typeKeys(page: Page): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await composer(page).click();
  const keys: number[] = [];
  for (const key of 'what does the page say about it') {
    const before = await taskSeconds(session);
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    keys.push(((await taskSeconds(session)) - before) * 1000);
  }
  return keys;
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

/**
 * Markdown at 100 tokens a second with the CPU slowed four times: how busy the main thread is, its longest task, frames a second.
 * The app's model must be `serveMarkdownModel`.
 */
export async function measureStreaming(browser: Browser, app: Pick<App, 'url'>): Promise<Measured[]> {
  const context = await signedIn(browser, app.url);
  const page = await context.newPage();
  await page.goto('/');
  await composer(page).fill('Say a lot');
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => (document.querySelector('main .prose')?.textContent?.length ?? 0) > 200);
  const before = await taskSeconds(session);
  const { frames, longest, seconds } = await page.evaluate(WATCH_FRAMES, 10_000);
  const busy = (await taskSeconds(session)) - before;
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor({ timeout: 60_000 });
  await context.close();
  return [
    { name: 'browser/streaming/busy', value: (100 * busy) / seconds, unit: '%', budget: 40 },
    { name: 'browser/streaming/longest-task', value: longest, unit: 'ms', budget: 100 },
    { name: 'browser/streaming/frames', value: frames / seconds, unit: 'frames/s', budget: 30 },
  ];
}

/** Counts frames for a while. Tasks of less than 50 ms are not told of: 50 stands for all of them. */
const WATCH_FRAMES = (ms: number) =>
  new Promise<{ frames: number; longest: number; seconds: number }>((resolve) => {
    let [frames, longest] = [0, 50];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: 'longtask' });
    const begun = performance.now();
    const next = () => {
      frames += 1;
      const passed = performance.now() - begun;
      if (passed < ms) return void requestAnimationFrame(next);
      observer.disconnect();
      resolve({ frames, longest, seconds: passed / 1000 });
    };
    requestAnimationFrame(next);
  });

const PAGES = [
  { path: '/', budget: 200 },
  { path: '/c/{id}', budget: 240 },
  { path: '/history', budget: 175 },
  { path: '/settings', budget: 175 },
  { path: '/settings/connections', budget: 175 },
  { path: '/sign-in', budget: 175 },
];

/** The JavaScript that a page loads until it is at rest, in kB of gzip. */
export async function measureFirstLoad(browser: Browser, app: App): Promise<Measured[]> {
  const context = await signedIn(browser, app.url);
  const id = await fill(app, 20);
  const measured: Measured[] = [];
  for (const { path, budget } of PAGES) {
    const visitor = path === '/sign-in' ? await browser.newContext({ baseURL: app.url }) : context;
    const page = await visitor.newPage();
    const scripts = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        scripts.set(
          response.url(),
          response.body().then((body) => gzipSync(body).length),
        );
    });
    await page.goto(path.replace('{id}', id), { waitUntil: 'load' });
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    const sizes = await Promise.all(scripts.values());
    const value = sizes.reduce((sum, size) => sum + size, 0) / 1000;
    measured.push({ name: `browser/first-load${path}`, value, unit: 'kB gzip', budget });
    await page.close();
  }
  await context.close();
  return measured;
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
