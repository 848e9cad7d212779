import { AsAda } from './as-ada.ts';
import { expectAccessible } from './expect-accessible.ts';
import { test } from './paced-test.ts';
import { conversation, decideOn, expect, say, turnIsOver } from './test.ts';
import { WRITING_TOOLS } from './writing-tools.ts';

test.use({ visitor: 'shared' });
test.setTimeout(180_000);

/** One of each kind of card. */
const KINDS = [
  'UPDATE_PAGE',
  'CREATE_PAGE',
  'CREATE_FOOTER_COMMENT',
  'ADD_CONTENT_LABEL',
  'UPDATE_BLOGPOST_PROPERTY',
  'UPDATE_TASK',
  'CREATE_WHITEBOARD',
  'CREATE_SPACE',
  'DELETE_PAGE',
  'DELETE_SPACE',
];

const LOSSY =
  '<p>We start in May</p><ac:structured-macro ac:name="toc" ac:schema-version="1" /><p>See <ac:link><ri:user ri:account-id="712020:ada" /></ac:link></p>';

test('each kind of card can be read and used by everyone, waiting and decided', async ({
  page,
  model,
  stack,
}) => {
  const ada = new AsAda(stack);
  const cases = [];
  for (const tool of KINDS) {
    const prepare = WRITING_TOOLS[tool];
    if (prepare) cases.push({ tool, ...(await prepare(ada, `Card${crypto.randomUUID().slice(0, 8)}`)) });
  }
  const title = `Lossy ${crypto.randomUUID()}`;
  const id = await ada.page(title, LOSSY);
  const lossy = {
    tool_slug: 'CONFLUENCE_UPDATE_PAGE',
    arguments: {
      id,
      title,
      spaceId: await ada.spaceId('ENG'),
      version: { number: 2 },
      body: {
        storage: { value: '<p>Rest unchanged, see https://example.com/x</p>', representation: 'storage' },
      },
    },
  };

  await say(page, 'One of everything');
  (await model.next()).call('COMPOSIO_MULTI_EXECUTE_TOOL', {
    tools: [
      lossy,
      ...cases.map(({ tool, arguments: args }) => ({ tool_slug: `CONFLUENCE_${tool}`, arguments: args })),
    ],
    sync_response_to_workbench: false,
  });
  await turnIsOver(page);
  for (const { sentence } of cases) await expect(conversation(page)).toContainText(sentence);
  await expect(conversation(page).getByText('This would be lost')).toBeVisible();
  // Nothing that loses something, or is final, can be allowed in passing.
  await expect(conversation(page).getByRole('button', { name: /^Allow (all|both)/ })).toHaveCount(0);
  await expectAccessible(page);

  const after = model.next().then((answer) => {
    answer.write('Done.');
    answer.end();
  });
  const label = conversation(page).getByRole('region', { name: cases[3]?.sentence });
  await decideOn(page, label.getByRole('button', { name: 'Allow once' }));
  await decideOn(page, conversation(page).getByRole('button', { name: /^Deny all/ }));
  await after;
  await conversation(page).getByRole('button', { name: /^Undo/ }).click();
  await expect(conversation(page).getByRole('button', { name: 'Undo this' })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${page.url()}/history`);
  await expect(page.getByRole('list', { name: 'Tool calls' }).getByText('Denied').first()).toBeVisible();
  await expectAccessible(page);
  await page.goto('/settings');
  await expectAccessible(page);
});
