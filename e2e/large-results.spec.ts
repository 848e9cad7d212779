import { AsAda } from './as-ada.ts';
import { expectAccessible } from './expect-accessible.ts';
import { test } from './paced-test.ts';
import { batch, goesOn } from './proposals.ts';
import { conversation, expect, say, turnIsOver } from './test.ts';

test.use({ visitor: 'shared' });

test('of a large result the card shows the beginning and its size, and leads to all of it', async ({
  page,
  model,
  stack,
}) => {
  const body = `<p>${'A very long page. '.repeat(20_000)}The last words.</p>`;
  const id = await new AsAda(stack).page(`Long ${crypto.randomUUID().slice(0, 8)}`, body);
  await say(page, 'What does it say?');
  (await model.next()).call('COMPOSIO_MULTI_EXECUTE_TOOL', batch(['GET_PAGE_BY_ID', { id }]));
  const asked = await goesOn(model);
  // The model hears that there is more than it sees.
  expect(asked).toContain('A very long page.');
  expect(asked).toContain('characters left out');
  await turnIsOver(page);

  for (const open of [null, '/history']) {
    if (open !== null) await page.goto(open);
    const place = open === null ? conversation(page) : page.getByRole('main');
    const action = place.getByRole('list', { name: 'Actions' }).getByRole('listitem').first();
    await action.locator('summary').first().click();
    await expect(action.getByRole('region', { name: 'Beginning of the result' })).toContainText(
      'A very long page.',
    );
    await expect(action.getByText(/^The first 40,000 characters of 3\d\d kB\./)).toBeVisible();
    await expectAccessible(page);
    const whole = action.getByRole('link', { name: 'Open the whole result' });
    const response = await page.request.get((await whole.getAttribute('href')) ?? '');
    expect(JSON.stringify(await response.json())).toContain('The last words.');
  }
  expect(JSON.stringify(await (await page.request.get('/api/tool-calls')).json()).length).toBeLessThan(
    200_000,
  );
});
