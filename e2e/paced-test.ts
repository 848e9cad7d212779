import type { Locator, Page } from '@playwright/test';
import { PacedModel } from './paced-model.ts';
import { Stack } from './stack.ts';
import { test as base, conversation } from './test.ts';

/** Tests whose model answers piece by piece, as they say. `env` is added to what the stack is started with. */
export const pacedTest = (env: Record<string, string> = {}) =>
  base.extend<object, { model: PacedModel }>({
    model: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
      async ({}, use) => {
        const model = new PacedModel();
        await use(model);
        model.close();
      },
      { scope: 'worker' },
    ],
    stack: [
      async ({ model }, use) => {
        const paced = { OPENAI_API_KEY: 'sk-paced', OPENAI_BASE_URL: await model.listen() };
        const stack = await Stack.start({ ...paced, ...env });
        await use(stack);
        await stack.remove();
      },
      { scope: 'worker', timeout: 120_000 },
    ],
  });

/** The same without more: files that use it share one Tributary. */
export const test = pacedTest();

/** What the last answer says, without headings for screen readers. */
export const answer = (page: Page): Locator => conversation(page).locator('article').last().locator('.prose');
