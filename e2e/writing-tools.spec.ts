import type { Locator } from '@playwright/test';
import { AsAda } from './as-ada.ts';
import { test } from './paced-test.ts';
import { conversation, decideOn, expect, say, turnIsOver } from './test.ts';
import { WRITING_TOOLS } from './writing-tools.ts';

test.use({ visitor: 'shared' });

/** One of each kind of change. The other tools have the same cards with other words; their runs are part of `npm run test:long`. */
const OF_EACH_KIND = [
  'ADD_CONTENT_LABEL',
  'CREATE_PAGE',
  'CREATE_FOOTER_COMMENT',
  'CREATE_WHITEBOARD',
  'CREATE_SPACE',
  'CREATE_SPACE_PROPERTY',
  'UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID',
  'DELETE_BLOGPOST_PROPERTY',
  'UPDATE_PAGE',
  'UPDATE_TASK',
  'MOVE_PAGE',
  'DELETE_PAGE',
  'DELETE_SPACE',
];

// For each tool that writes: nothing happens before it is allowed, the card says what will, it happens, and it is taken back.
for (const [tool, prepare] of Object.entries(WRITING_TOOLS)) {
  const tag = OF_EACH_KIND.includes(tool) ? [] : '@long';
  test(`${tool} is seen, allowed, done, and taken back or honestly not`, { tag }, async ({
    page,
    model,
    stack,
  }) => {
    const ada = new AsAda(stack);
    const name = `Case${crypto.randomUUID().slice(0, 8)}`;
    const writing = await prepare(ada, name);
    const before = await writing.state();

    await say(page, 'Please do it');
    const answer = await model.next();
    if (writing.call) answer.call(writing.call, writing.arguments);
    else
      answer.call('COMPOSIO_MULTI_EXECUTE_TOOL', {
        tools: [{ tool_slug: `CONFLUENCE_${tool}`, arguments: writing.arguments }],
        sync_response_to_workbench: false,
      });
    await turnIsOver(page);
    const card = conversation(page).getByRole('article').last();
    await expect(card).toContainText(writing.sentence);
    for (const text of writing.preview) await expect(card).toContainText(text);
    expect(await writing.state()).toEqual(before);

    const answered = model.next().then((answer) => {
      answer.write('Done as you allowed.');
      answer.end();
      return answer;
    });
    if (writing.typed?.allow) await type(card, writing.typed.allow);
    await decideOn(page, card.getByRole('button', { name: 'Allow once' }));
    expect(JSON.stringify((await answered).request.input)).toContain('successful');
    expect(await writing.state()).toEqual(writing.after);

    const done = conversation(page).getByRole('article').filter({ hasText: writing.sentence }).first();
    await expect(done).toContainText('Done');
    if (writing.undo?.refused) {
      await expect(done.getByRole('button', { name: 'Undo' })).toHaveCount(0);
      await expect(done).toContainText(writing.undo.refused);
      return;
    }
    await done.getByRole('button', { name: /^Undo/ }).first().click();
    if (writing.typed?.undo) await type(done, writing.typed.undo);
    await done.getByRole('button', { name: 'Undo this' }).click();
    await expect(done.getByText(/undone|taken back/i).first()).toBeVisible();
    await expect.poll(writing.state).toEqual(before);
  });
}

/** Types the name that something final asks for. */
async function type(card: Locator, name: string): Promise<void> {
  await card.getByRole('textbox').last().fill(name);
}
