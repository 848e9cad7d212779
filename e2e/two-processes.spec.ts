import type { Page } from '@playwright/test';
import type { PacedModel } from './paced-model.ts';
import { answer, pacedTest } from './paced-test.ts';
import { RoundRobin } from './round-robin.ts';
import { Stack } from './stack.ts';
import { conversation, expect, say, turnIsOver } from './test.ts';

const AUTH_SECRET = 'the same in both processes, as it must be';

/** Two app processes on one database, and a proxy that sends each request to the other one. */
const test = pacedTest().extend<object, { balancer: RoundRobin }>({
  balancer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
    async ({}, use) => {
      const balancer = new RoundRobin();
      await use(balancer);
      balancer.close();
    },
    { scope: 'worker' },
  ],
  stack: [
    async ({ model, balancer }, use) => {
      const url = await balancer.listen();
      const shared = {
        AUTH_SECRET,
        TRIBUTARY_URL: url,
        OPENAI_API_KEY: 'sk-paced',
        OPENAI_BASE_URL: await model.listen(),
      };
      const stack = await Stack.start(shared);
      second = await Stack.start({
        ...shared,
        DATABASE_URL: stack.databaseUrl(),
        COMPOSIO_API_KEY: 'ak_sandbox',
        COMPOSIO_BASE_URL: stack.sandbox,
      });
      balancer.targets = [stack.url, second.url];
      await use(stack);
      await second.remove();
      await stack.remove();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ balancer, stack: _ }, use) => use(balancer.url),
});

test.use({ visitor: 'person' });

let second: Stack;

test('a turn is watched, stopped and queued for in whichever process the request arrives', async ({
  page,
  model,
  balancer,
}) => {
  await say(page, 'Tell me a story');
  const story = await model.next();
  story.write('Once upon ');
  await expect(answer(page)).toHaveText('Once upon');
  // As many times as it takes to have been in both processes with every kind of request.
  for (const text of ['a ', 'time ', 'there ', 'was ']) {
    await page.reload();
    story.write(text);
    await expect(answer(page)).toContainText(text.trim());
  }
  await expect(answer(page)).toHaveText('Once upon a time there was');
  const other = await page.context().newPage();
  await other.goto(page.url());
  story.write('a wiki.');
  for (const tab of [page, other]) await expect(answer(tab)).toHaveText('Once upon a time there was a wiki.');

  await other.getByRole('textbox', { name: /message/i }).fill('And then?');
  await other.getByRole('button', { name: 'Queue' }).click();
  story.end();
  const next = await model.next();
  next.write('Then it grew.');
  for (const tab of [page, other]) await expect(answer(tab)).toHaveText('Then it grew.');

  await page.getByRole('button', { name: 'Stop' }).click();
  await next.closed;
  for (const tab of [page, other]) {
    await turnIsOver(tab);
    await expect(conversation(tab).getByText('Stopped.')).toBeVisible();
  }
  expect(Math.min(...balancer.served.values())).toBeGreaterThan(10);
});

test('what is shown in the one process is shown in the other within a tenth of a second', async ({
  page,
  model,
  balancer,
}) => {
  await say(page, 'Tell me a story');
  const story = await model.next();
  story.write('Begin. ');
  await expect(answer(page)).toHaveText('Begin.');
  const id = page.url().split('/').at(-1);
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const seen = await Promise.all(
    balancer.targets.map(async (target) => {
      const response = await fetch(`${target}/api/chat/${id}/stream`, { headers: { cookie } });
      const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
      const until = async (words: string): Promise<number> => {
        for (let text = ''; !text.includes(words); ) {
          const { value, done } = await reader.read();
          if (done) throw new Error(`ended before “${words}”`);
          text += value;
        }
        return performance.now();
      };
      await until('Begin.');
      return until;
    }),
  );
  const delays: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    story.write(`Part ${round}. `);
    const [one = 0, other = 0] = await Promise.all(seen.map((until) => until(`Part ${round}.`)));
    delays.push(Math.abs(one - other));
  }
  const median = delays.sort((one, other) => one - other)[10] ?? 0;
  console.log(JSON.stringify({ betweenProcessesMs: { median: Math.round(median) } }));
  expect(median).toBeLessThan(100);

  const attached: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const target = balancer.targets[round % 2];
    const started = performance.now();
    const response = await fetch(`${target}/api/chat/${id}/stream`, { headers: { cookie } });
    const reader = (response.body ?? new ReadableStream()).getReader();
    await reader.read();
    attached.push(performance.now() - started);
    await reader.cancel();
  }
  const reattached = attached.sort((one, other) => one - other)[5] ?? 0;
  console.log(JSON.stringify({ reattachedMs: { median: Math.round(reattached) } }));
  expect(reattached).toBeLessThan(100);
  story.end();
  await turnIsOver(page);
});

type Scene = { page: Page; model: PacedModel; stack: Stack; balancer: RoundRobin };

/** Kills the process that a turn runs in, and sees how the other one closes it. Answers after how long, in milliseconds. */
async function closedByTheOther({ page, model, stack, balancer }: Scene, afterKill: () => Promise<unknown>) {
  await say(page, 'Hello');
  (await model.next()).end();
  await turnIsOver(page);
  const id = page.url().split('/').at(-1);
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text: 'Tell me' }] };
  const running = await fetch(`${second.url}/api/chat`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ id, message }),
  });
  expect(running.ok).toBe(true);
  const story = await model.next();
  story.write('Once upon a time');
  balancer.targets = [stack.url];
  await expect(answer(page)).toHaveText('Once upon a time');
  const killed = Date.now();
  second.killProcess('app');
  await afterKill();
  await expect(conversation(page).getByText('stopped in the middle of this answer')).toBeVisible();
  const took = Date.now() - killed;
  await expect(answer(page)).toHaveText('Once upon a time');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  return took;
}

test('a turn whose process dies is closed by the other one once it has been silent for a while', async ({
  page,
  model,
  stack,
  balancer,
}) => {
  await closedByTheOther({ page, model, stack, balancer }, () => stack.letHeartbeatsAge());
});

test('a turn whose process dies is closed by the other one within 15 seconds', { tag: '@long' }, async ({
  page,
  model,
  stack,
  balancer,
}) => {
  const took = await closedByTheOther({ page, model, stack, balancer }, async () => undefined);
  expect(took).toBeLessThan(15_000);
});
