import { allow, ask, askAndAllow, conversation, expect, test } from './test.ts';

test.use({ visitor: 'shared' });

type List<T> = { results: T[] };
type Content = {
  id: string;
  title: string;
  status: string;
  spaceId: string;
  body: { storage: { value: string } };
};

// The three tasks that the product is for, each from the request in plain language to what Confluence then holds.

test('a documentation page is created in the Marketing space', async ({ page, stack }) => {
  await askAndAllow(
    page,
    'Create a new project documentation page titled "Project Phoenix – Documentation" in the Marketing space',
  );

  const { results: spaces } = await stack.confluence<List<{ id: string }>>('/api/v2/spaces?keys=MKT');
  const title = encodeURIComponent('Project Phoenix – Documentation');
  const { results: pages } = await stack.confluence<List<Content>>(
    `/api/v2/pages?title=${title}&body-format=storage`,
  );
  expect(pages).toHaveLength(1);
  expect(pages[0]).toMatchObject({ spaceId: spaces[0]?.id, status: 'current' });
  expect(pages[0]?.body.storage.value).toContain('<h2');

  const card = page
    .getByRole('list', { name: 'Actions' })
    .getByRole('listitem')
    .filter({ hasText: 'Project Phoenix – Documentation' });
  await expect(card.first()).toContainText('Done');
  await expect(
    conversation(page)
      .getByRole('link', { name: /Project Phoenix/ })
      .first(),
  ).toHaveAttribute('href', /\/wiki\/spaces\/MKT\/pages\/\d+/);
  await expect(page.getByText('rules, not AI').first()).toBeVisible();
});

test('the link in an answer opens the page that was made', async ({ page }) => {
  await askAndAllow(page, 'Create a page called "Launch checklist" in Engineering');
  const popup = page.waitForEvent('popup');
  await conversation(page)
    .getByRole('link', { name: /Launch checklist/ })
    .first()
    .click();
  await expect((await popup).getByRole('heading', { name: 'Launch checklist', level: 1 })).toBeVisible();
});

test('the label "urgent" is added to the Q3 Planning page', async ({ page, stack }) => {
  const { results } = await stack.confluence<List<Content>>('/api/v2/pages?title=Q3%20Planning');
  const labels = () => stack.confluence<List<{ name: string }>>(`/api/v2/pages/${results[0]?.id}/labels`);
  expect((await labels()).results.map(({ name }) => name)).not.toContain('urgent');

  await askAndAllow(page, 'Add the label "urgent" to the Q3 Planning page');

  expect((await labels()).results.map(({ name }) => name)).toContain('urgent');
  const card = page
    .getByRole('list', { name: 'Actions' })
    .getByRole('listitem')
    .filter({ hasText: /label/i });
  await expect(card.first()).toContainText('Done');
  await card.first().locator('summary').click();
  await expect(card.first()).toContainText('"urgent"');
});

test('a meeting summary is published as a blog post', async ({ page, stack }) => {
  const count = async () =>
    (await stack.confluence<List<Content>>('/api/v2/blogposts?limit=250')).results.length;
  const before = await count();
  await askAndAllow(page, 'Publish the team meeting summary as a blog post');
  expect(await count()).toBe(before + 1);
  const { results } = await stack.confluence<List<Content>>(
    '/api/v2/blogposts?limit=1&sort=-created-date&body-format=storage',
  );
  expect(results[0]?.status).toBe('current');
  expect(results[0]?.body.storage.value).toContain('<li>');
  await expect(conversation(page).getByRole('link', { name: results[0]?.title }).first()).toBeVisible();
});

test('searching, listing spaces, commenting and updating work as well', async ({ page, stack }) => {
  await ask(page, 'Which spaces are there?');
  for (const space of ['Marketing', 'Engineering', 'HR'])
    await expect(conversation(page).getByRole('link', { name: space, exact: true }).first()).toBeVisible();

  await ask(page, 'What do we know about remote work?');
  await expect(
    conversation(page)
      .getByRole('link', { name: /remote work/i })
      .first(),
  ).toBeVisible();

  const { results } = await stack.confluence<List<Content>>(
    '/api/v2/pages?title=Q3%20Planning&body-format=storage',
  );
  const q3 = results[0];
  await askAndAllow(page, 'Comment on the Q3 Planning page: "Numbers are final."');
  const comments = await stack.confluence<List<Content>>(
    `/api/v2/pages/${q3?.id}/footer-comments?body-format=storage&limit=250`,
  );
  expect(comments.results.map((comment) => comment.body.storage.value).join()).toContain(
    'Numbers are final.',
  );

  await askAndAllow(page, 'Update the Q3 Planning page: add a section Risks saying "Hiring is late."');
  const after = await stack.confluence<Content>(`/api/v2/pages/${q3?.id}?body-format=storage`);
  expect(after.body.storage.value).toContain('Hiring is late.');
  expect(after.body.storage.value.startsWith(q3?.body.storage.value ?? '?')).toBe(true);
});

test('something that is missing is asked for, and the answer is used', async ({ page, stack }) => {
  await ask(page, 'Create a page titled "Fair in autumn"');
  await expect(page.getByText(/which space/i).first()).toBeVisible();
  await ask(page, 'Marketing');
  await allow(page);
  const { results } = await stack.confluence<List<Content>>('/api/v2/pages?title=Fair%20in%20autumn');
  expect(results).toHaveLength(1);
});
