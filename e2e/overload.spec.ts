import type { Page } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { answer, pacedTest } from './paced-test.ts';
import { conversation, expect, say, turnIsOver } from './test.ts';

/** One answer at a time; four more may wait. */
const test = pacedTest({ TRIBUTARY_MAX_TURNS: '1' });

test.use({ visitor: 'person' });

/** Sends a message in a new conversation, and answers as soon as the server does. */
const begin = (page: Page, text: string) =>
  page.evaluate(async (said) => {
    const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text: said }] };
    const response = await fetch('/api/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: crypto.randomUUID(), message }),
    });
    // A browser has few connections to one server: nobody watches these.
    await response.body?.cancel();
    return { status: response.status, retryAfter: response.headers.get('retry-after') };
  }, text);

/** Another page of the same person, on a new conversation. */
async function another(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto('/');
  return other;
}

const waits = (page: Page, place: string) =>
  conversation(page).getByText(`Tributary is busy at the moment. ${place}`);

test('a message above what may run waits, says how many are before it, and is answered when its turn comes', async ({
  page,
  model,
}) => {
  await say(page, 'First');
  const first = await model.next();
  const [second, third] = [await another(page), await another(page)];
  await say(second, 'Second');
  await expect(waits(second, 'Yours is next.')).toBeVisible();
  await say(third, 'Third');
  await expect(waits(third, 'One request is ahead of yours.')).toBeVisible();
  await expectAccessible(third);

  // Also for whoever opens it now.
  await third.reload();
  await expect(waits(third, 'One request is ahead of yours.')).toBeVisible();

  // One that is stopped while it waits lets the others move up.
  await second.getByRole('button', { name: 'Stop' }).click();
  await turnIsOver(second);
  await expect(conversation(second).getByText('Stopped.')).toBeVisible();
  await expect(waits(third, 'Yours is next.')).toBeVisible();

  first.write('One.');
  first.end();
  await turnIsOver(page);
  const next = await model.next();
  expect(JSON.stringify(next.request.input)).toContain('Third');
  next.write('Three.');
  next.end();
  await turnIsOver(third);
  await expect(answer(third)).toHaveText('Three.');
  await expect(waits(third, '')).toHaveCount(0);
});

test('a message that waits outlives a restart', async ({ page, model, stack }) => {
  await say(page, 'First');
  await model.next();
  const second = await another(page);
  await say(second, 'Second');
  await expect(waits(second, 'Yours is next.')).toBeVisible();
  await stack.restart();
  const next = await model.next();
  expect(JSON.stringify(next.request.input)).toContain('Second');
  next.write('Two.');
  next.end();
  await expect(answer(second)).toHaveText('Two.', { timeout: 30_000 });
  await expect(conversation(page).getByText('stopped in the middle of this answer')).toBeVisible();
});

test('when too many wait already, a message is refused with a reason and stays where it was written', async ({
  page,
  model,
}) => {
  await say(page, 'First');
  await model.next();
  for (const text of ['2', '3', '4', '5']) expect(await begin(page, text)).toMatchObject({ status: 200 });
  expect(await begin(page, '6')).toEqual({ status: 503, retryAfter: '10' });
  const refused = await another(page);
  await say(refused, 'One too many');
  await expect(refused.getByText('Tributary has too much to do at the moment.')).toBeVisible();
  await expect(refused.getByRole('textbox')).toHaveValue('One too many');
  await expectAccessible(refused);
});
