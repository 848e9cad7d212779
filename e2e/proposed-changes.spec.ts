import { randomUUID } from 'node:crypto';
import { AsAda } from './as-ada.ts';
import { test } from './paced-test.ts';
import { actionsOf, goesOn, propose } from './proposals.ts';
import { conversation, decideOn, expect, say, turnIsOver } from './test.ts';

test.use({ visitor: 'shared' });

// What a change becomes on its way: edited by the person, seen again because the page moved on, refused to be taken back.

test('when somebody else was faster the card says who, and asks again', async ({ page, model, stack }) => {
  const ada = new AsAda(stack);
  const title = `Moved ${randomUUID()}`;
  const id = await ada.page(title, '<p>We start in May</p>');
  const storage = (value: string) => ({ storage: { value, representation: 'storage' } });
  const spaceId = await ada.spaceId('ENG');
  const update = { id, title, spaceId, body: storage('<p>We start in June</p>'), version: { number: 2 } };
  await propose(page, model, ['UPDATE_PAGE', update]);
  await stack.confluence(`/api/v2/pages/${id}`, {
    method: 'PUT',
    body: JSON.stringify({
      id,
      title,
      status: 'current',
      version: { number: 2 },
      body: { representation: 'storage', value: '<p>We start in May</p><p>In Lisbon</p>' },
    }),
  });
  await decideOn(page, conversation(page).getByRole('button', { name: 'Allow once' }));
  const card = conversation(page).getByRole('article').last();
  await expect(card).toContainText(/version 2/);
  await expect(card).toContainText('In Lisbon');
  expect((await ada.content('pages', id))?.body).toContain('In Lisbon');

  const after = goesOn(model);
  await decideOn(page, card.getByRole('button', { name: 'Allow once' }));
  await after;
  expect((await ada.content('pages', id))?.body).toBe('<p>We start in June</p>');
});

test('a small edit touches its block only, also when the page moved on meanwhile', async ({
  page,
  model,
  stack,
}) => {
  const ada = new AsAda(stack);
  const title = `Edited ${randomUUID()}`;
  const macro =
    '<ac:structured-macro ac:name="info" ac:schema-version="1"><ac:rich-text-body><p>Keep me</p></ac:rich-text-body></ac:structured-macro>';
  const id = await ada.page(title, `<p>We start in May</p>${macro}<p>Last words</p>`);
  const before = (await ada.content('pages', id))?.body ?? '';

  await say(page, 'June, please');
  (await model.next()).call('read_page', { id });
  const read = await model.next();
  const text = JSON.stringify(read.request.input);
  const [, block] = /\[#([\w-]+)\][^[]*We start in May/.exec(text.replaceAll('\\', '')) ?? [];
  expect(block, text).toBeDefined();
  read.call('edit_page', {
    id,
    version: 1,
    edits: [{ op: 'replace_text', block, find: 'May', replace: 'June' }],
  });
  await turnIsOver(page);
  const card = conversation(page).getByRole('article').last();
  await expect(card).toContainText('May');
  await expect(card).toContainText('June');
  const moved = before.replace('Last words', 'Last words of all');
  await ada.send('PUT', `/api/v2/pages/${id}`, {
    ...{
      id,
      title,
      status: 'current',
      version: { number: 2 },
      body: { representation: 'storage', value: moved },
    },
  });
  await decideOn(page, card.getByRole('button', { name: 'Allow once' }));
  const after = goesOn(model);
  await decideOn(page, card.getByRole('button', { name: 'Allow once' }));
  await after;
  expect((await ada.content('pages', id))?.body).toBe(moved.replace('May', 'June'));
});

test('the arguments can be edited first, and the preview shows the edit', async ({ page, model, stack }) => {
  const ada = new AsAda(stack);
  const title = `Draft${randomUUID().slice(0, 6)}`;
  const spaceId = await ada.spaceId('ENG');
  const body = { storage: { value: '<p>Hello</p>', representation: 'storage' } };
  await propose(page, model, ['CREATE_PAGE', { spaceId, title, body }]);
  const card = conversation(page).getByRole('article').last();
  await card.getByRole('button', { name: /^More/ }).click();
  await page.getByRole('menuitem', { name: 'Edit first' }).click();
  await card.getByLabel(/title/i).first().fill(`${title} better`);
  await card.getByRole('button', { name: /preview/i }).click();
  await expect(card).toContainText(`${title} better`);
  const after = goesOn(model);
  await decideOn(page, card.getByRole('button', { name: 'Allow once' }));
  await after;
  expect(
    (await ada.get(`/api/v2/pages?title=${encodeURIComponent(`${title} better`)}`)).results,
  ).toHaveLength(1);
});

test('undo is refused with the reason when somebody changed the page since', async ({
  page,
  model,
  stack,
}) => {
  const ada = new AsAda(stack);
  const title = `Undo ${randomUUID()}`;
  const id = await ada.page(title, '<p>We start in May</p>');
  const spaceId = await ada.spaceId('ENG');
  const body = { storage: { value: '<p>We start in June</p>', representation: 'storage' } };
  await propose(page, model, ['UPDATE_PAGE', { id, title, spaceId, body, version: { number: 2 } }]);
  const after = goesOn(model);
  await decideOn(page, conversation(page).getByRole('button', { name: 'Allow once' }));
  await after;
  await stack.confluence(`/api/v2/pages/${id}`, {
    method: 'PUT',
    body: JSON.stringify({
      id,
      title,
      status: 'current',
      version: { number: 3 },
      body: { representation: 'storage', value: '<p>We start in July</p>' },
    }),
  });
  await conversation(page).getByRole('button', { name: /^Undo/ }).first().click();
  await expect(conversation(page).getByText(/version 3/)).toBeVisible();
  const [action] = await actionsOf(page);
  const refused = await page.request.post(`/api/actions/${action?.change?.actionId}/undo`, { data: {} });
  expect(refused.status()).toBe(422);
  expect((await ada.content('pages', id))?.body).toBe('<p>We start in July</p>');
});
