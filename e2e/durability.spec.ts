import { ask, conversation, expect, say, setPolicy, test, turnIsOver } from './test.ts';

test.use({ visitor: 'connected' });

test('a conversation and all its cards are the same after a reload and after a restart of the server', async ({
  page,
  stack,
}) => {
  await ask(page, 'Which spaces are there?');
  // As Markdown: what renders it is loaded when it is first needed.
  await conversation(page).getByRole('link', { name: 'Marketing', exact: true }).waitFor();
  const shown = await conversation(page).textContent();
  expect(shown).toContain('Marketing');

  await page.reload();
  await expect.poll(() => conversation(page).textContent()).toBe(shown);

  await stack.restart();
  await page.reload();
  await expect.poll(() => conversation(page).textContent()).toBe(shown);
  // The session and the connection were kept as well.
  await ask(page, 'What pages are in HR?');
  await expect(page.getByRole('button', { name: 'Connect Confluence' })).toHaveCount(0);
});

test('a page that is reloaded while an answer is being made shows that answer', async ({ page }) => {
  await say(page, 'What do we know about remote work?');
  await page.getByText('What do we know about remote work?').first().waitFor();
  await page.waitForURL(/\/c\//);
  await page.reload();
  await turnIsOver(page);
  await expect(
    conversation(page)
      .getByRole('link', { name: /remote work/i })
      .first(),
  ).toBeVisible();
});

test('a browser that goes away stops nothing', async ({ page, stack }) => {
  await setPolicy(page, { kinds: { write: 'allow' } });
  const accepted = page.waitForResponse((response) => response.url().endsWith('/api/chat'));
  await say(page, 'Create a page titled "Made while away" in Engineering');
  await accepted;
  await page.goto('about:blank');
  await expect
    .poll(
      async () =>
        (await stack.confluence<{ results: unknown[] }>('/api/v2/pages?title=Made%20while%20away')).results
          .length,
    )
    .toBe(1);
});

test('when the server stops in the middle of an answer the conversation opens again and goes on', async ({
  page,
  stack,
}) => {
  await say(page, 'What do we know about remote work?');
  await page.waitForURL(/\/c\//);
  await page.getByText('COMPOSIO').or(page.getByText('Running')).or(page.getByText('Done')).first().waitFor();
  await stack.restart();
  await page.reload();
  await expect(page.getByText('What do we know about remote work?').first()).toBeVisible();
  await turnIsOver(page);
  await ask(page, 'Which spaces are there?');
  await expect(
    conversation(page).getByRole('link', { name: 'Marketing', exact: true }).first(),
  ).toBeVisible();
});
