import type { Page } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { pacedTest } from './paced-test.ts';
import type { Stack } from './stack.ts';
import { conversation, expect, say, turnIsOver } from './test.ts';

const test = pacedTest({ SANDBOX_CONTROL: '1' });

test.use({ visitor: 'shared' });

const BATCH = 'COMPOSIO_MULTI_EXECUTE_TOOL';
const COMMENT = 'CONFLUENCE_CREATE_FOOTER_COMMENT';
const UPDATE = 'CONFLUENCE_UPDATE_PAGE';

type Found = { results: { id: string; version: { number: number; message: string } }[] };

const batch = (tool_slug: string, args: object) => ({
  tools: [{ tool_slug, arguments: args }],
  sync_response_to_workbench: false,
});

const comment = (pageId: string, text: string) =>
  batch(COMMENT, { pageId, body: { representation: 'storage', value: `<p>${text}</p>` } });

const pageNamed = async (stack: Stack, title: string) => {
  const { results } = await stack.confluence<Found>(`/api/v2/pages?title=${encodeURIComponent(title)}`);
  return results[0]?.id ?? '';
};

const comments = async (stack: Stack, pageId: string, text: string) => {
  const { results } = await stack.confluence<{ results: { body: { storage: { value: string } } }[] }>(
    `/api/v2/pages/${pageId}/footer-comments?body-format=storage&limit=250`,
  );
  return results.filter(({ body }) => body.storage.value === `<p>${text}</p>`).length;
};

const control = async (stack: Stack, path: string, body?: object) => {
  const response = await fetch(`${stack.sandbox}/control${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(response.ok, await response.text()).toBe(true);
};

/** Lets the model propose a change, and allows it without waiting for what comes of it. */
const allowOnce = async (page: Page) => {
  await turnIsOver(page);
  await conversation(page).getByRole('button', { name: 'Allow once' }).click();
};

test('a write whose answer died with the server is found in Confluence, and not repeated', async ({
  page,
  model,
  stack,
}) => {
  const pageId = await pageNamed(stack, 'Q3 Planning');
  await control(stack, '/faults', { match: { tool: COMMENT }, fault: { kind: 'delay', ms: 60_000 } });
  await say(page, 'Comment on Q3 Planning');
  (await model.next()).call(BATCH, comment(pageId, 'Written before the crash'));
  await allowOnce(page);
  await expect.poll(() => comments(stack, pageId, 'Written before the crash')).toBe(1);
  await stack.crash();
  await page.reload();
  await expect(conversation(page).getByText('stopped in the middle of this answer')).toBeVisible();
  await expect(conversation(page).getByText('Unknown', { exact: true }).first()).toBeVisible();

  await expectAccessible(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  const rest = await model.next();
  expect(JSON.stringify(rest.request.input)).toContain('The comment is there.');
  // A model that does not care is kept from doing it twice.
  rest.call(BATCH, comment(pageId, 'Written before the crash'));
  const end = await model.next();
  end.write('It is there.');
  end.end();
  await turnIsOver(page);
  await expect(conversation(page).getByText('Unknown', { exact: true })).toHaveCount(0);
  expect(await comments(stack, pageId, 'Written before the crash')).toBe(1);

  const id = page.url().split('/').at(-1);
  const { items } = await (await page.request.get(`/api/conversations/${id}/tool-calls`)).json();
  const statuses = items.flatMap((item: { actions: { status: string }[] }) =>
    item.actions.map(({ status }) => status),
  );
  expect(statuses).toEqual(['succeeded', 'succeeded']);
});

test('a write that never came to Confluence is recorded as failed, and may be done then', async ({
  page,
  model,
  stack,
}) => {
  const pageId = await pageNamed(stack, 'Q3 Planning');
  await control(stack, '/faults', { match: { tool: COMMENT }, fault: { kind: 'hang' } });
  await say(page, 'Comment on Q3 Planning');
  (await model.next()).call(BATCH, comment(pageId, 'Never arrived'));
  await allowOnce(page);
  await control(stack, `/requests?tool=${COMMENT}&done=false&wait=1&count=1`);
  await stack.crash();
  // A write may still arrive for half a minute; most of that is over.
  await stack.query(
    "update actions set sent_at = sent_at - interval '25 seconds' where status = 'unknown' or status = 'running'",
  );
  await page.reload();
  await page.getByRole('button', { name: 'Continue' }).click();
  const rest = await model.next();
  expect(JSON.stringify(rest.request.input)).toContain('The comment is not there.');
  rest.call(BATCH, comment(pageId, 'Never arrived'));
  await allowOnce(page);
  const end = await model.next();
  end.write('Now it is there.');
  end.end();
  await turnIsOver(page);
  expect(await comments(stack, pageId, 'Never arrived')).toBe(1);
});

test('an update is found by the mark that it left in the version', async ({ page, model, stack }) => {
  const pageId = await pageNamed(stack, 'Brand voice');
  const before = await stack.confluence<Found['results'][0] & { title: string; spaceId: string }>(
    `/api/v2/pages/${pageId}`,
  );
  const number = before.version.number + 1;
  await control(stack, '/faults', { match: { tool: UPDATE }, fault: { kind: 'delay', ms: 60_000 } });
  await say(page, 'Rewrite the brand voice');
  (await model.next()).call(
    BATCH,
    batch(UPDATE, {
      ...{
        id: pageId,
        title: before.title,
        spaceId: before.spaceId,
        version: { number, message: 'New plan' },
      },
      body: { storage: { value: '<p>New</p>', representation: 'storage' } },
    }),
  );
  // A body that is so much smaller is first tried in another way.
  const again = await model.next();
  again.write('That is what was asked.');
  again.end();
  await allowOnce(page);
  const versions = async () =>
    (
      await stack.confluence<{ results: { number: number; message: string }[] }>(
        `/api/v2/pages/${pageId}/versions`,
      )
    ).results;
  await expect.poll(async () => (await versions())[0]?.number).toBe(number);
  expect((await versions())[0]?.message).toMatch(/^New plan \(via Tributary, [0-9a-f-]{36}\)$/);
  await stack.crash();
  await page.reload();
  await page.getByRole('button', { name: 'Continue' }).click();
  const rest = await model.next();
  expect(JSON.stringify(rest.request.input)).toContain(`Version ${number} carries the mark of this step.`);
  rest.end();
  await turnIsOver(page);
});

test('Stop waits for a tool that is at work, and shows how it ended', async ({ page, model, stack }) => {
  const pageId = await pageNamed(stack, 'Q3 Planning');
  await control(stack, '/faults', {
    match: { tool: COMMENT },
    times: 1,
    fault: { kind: 'delay', ms: 2_000 },
  });
  await say(page, 'Comment on Q3 Planning');
  (await model.next()).call(BATCH, comment(pageId, 'Stopped after'));
  await allowOnce(page);
  await expect.poll(() => comments(stack, pageId, 'Stopped after')).toBe(1);
  await page.getByRole('button', { name: 'Stop' }).click();
  await turnIsOver(page);
  await expect(conversation(page).getByText('Stopped.')).toBeVisible();
  await expect(conversation(page).getByText('Unknown', { exact: true })).toHaveCount(0);
  await expect(conversation(page).getByText('Done').first()).toBeVisible();
});
