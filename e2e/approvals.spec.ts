import { randomUUID } from 'node:crypto';
import { AsAda } from './as-ada.ts';
import { test } from './paced-test.ts';
import { actionsOf, batch, decide, eventsOf, goesOn, idOf, label, pending, propose } from './proposals.ts';
import { conversation, decideOn, expect, register, say, setPolicy, turnIsOver } from './test.ts';

test.use({ visitor: 'shared' });

// Who decides, on what, when, how often, and what counts.

test('of fifty decisions at once exactly one counts, and the write happens once', async ({
  page,
  model,
  stack,
}) => {
  const ada = new AsAda(stack);
  const pageId = await ada.page(`Race ${randomUUID()}`, '<p>Text</p>');
  const body = { representation: 'storage', value: '<p>Once</p>' };
  await propose(page, model, ['CREATE_FOOTER_COMMENT', { pageId, body }]);
  const [approval] = await pending(page);

  const after = goesOn(model);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      decide(page, [{ approvalId: approval?.id, decision: 'allow', scope: index % 2 ? 'once' : undefined }]),
    ),
  );
  await after;
  const statuses = answers.map((answer) => answer.status());
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(49);
  await expect
    .poll(async () => (await ada.get(`/api/v2/pages/${pageId}/footer-comments`)).results.length)
    .toBe(1);
  const events = await eventsOf(stack, page);
  expect(events.filter(({ event }) => event === 'refused')).toHaveLength(49);
  expect(events.filter(({ event }) => event === 'decided')).toHaveLength(1);
});

test('a forged, foreign, repeated or late decision is refused with its reason, and recorded', async ({
  page,
  model,
  stack,
  browser,
}) => {
  const ada = new AsAda(stack);
  const pageId = await ada.page(`Refusals ${randomUUID()}`, '<p>Text</p>');
  await propose(page, model, label(pageId, 'one'), label(pageId, 'two'));
  const [first, second] = await pending(page);
  const refused = async (decision: object, status: number, code: string) => {
    const answer = await decide(page, [decision]);
    expect(answer.status()).toBe(status);
    expect((await answer.json()).error).toMatchObject({ code, hint: expect.any(String) });
  };

  await refused({ approvalId: randomUUID(), decision: 'allow' }, 404, 'not_found');
  expect((await decide(page, [{ approvalId: 'x', decision: 'allow' }])).status()).toBe(400);
  expect((await decide(page, [])).status()).toBe(400);

  const stranger = await browser.newContext({ baseURL: stack.url });
  await register(stranger, 'Mallory');
  const foreign = await stranger.request.post(`/api/chat/${idOf(page)}/approvals`, {
    data: { decisions: [{ approvalId: first?.id, decision: 'allow' }] },
  });
  expect(foreign.status()).toBe(404);
  await stranger.close();

  await stack.query('update approvals set expires_at = now() where id = $1', [second?.id]);
  await refused({ approvalId: second?.id, decision: 'allow' }, 410, 'approval_expired');
  // All or none: the good one beside a late one is not decided either.
  expect(
    (
      await decide(
        page,
        [first, second].map((one) => ({ approvalId: one?.id, decision: 'allow' })),
      )
    ).status(),
  ).toBe(410);
  expect(await ada.labels(pageId)).toEqual([]);

  const after = goesOn(model);
  expect((await decide(page, [{ approvalId: first?.id, decision: 'allow' }])).status()).toBe(200);
  await after;
  expect(await ada.labels(pageId)).toEqual(['one']);
  await turnIsOver(page);
  await refused({ approvalId: first?.id, decision: 'allow' }, 409, 'approval_decided');
  const codes = (await eventsOf(stack, page)).flatMap(({ event, detail }) =>
    event === 'refused' ? [detail.code] : [],
  );
  expect(codes).toEqual(['not_found', 'approval_expired', 'approval_expired', 'approval_decided']);
});

test('arguments that were not shown are not allowed: the preview is built with them, and asked again', async ({
  page,
  model,
  stack,
}) => {
  const ada = new AsAda(stack);
  const pageId = await ada.page(`Altered ${randomUUID()}`, '<p>Text</p>');
  await propose(page, model, label(pageId, 'shown'));
  const [approval] = await pending(page);
  const other = { id: pageId, labels: [{ name: 'other', prefix: 'global' }] };
  const answer = await decide(page, [{ approvalId: approval?.id, decision: 'allow', arguments: other }]);
  expect(answer.status()).toBe(409);
  expect((await answer.json()).error.code).toBe('approval_altered');
  expect(await ada.labels(pageId)).toEqual([]);

  const [again] = await pending(page);
  expect(again?.id).not.toBe(approval?.id);
  await page.reload();
  const card = conversation(page).getByRole('article').last();
  await expect(card).toContainText('other');
  const after = goesOn(model);
  await decideOn(page, card.getByRole('button', { name: 'Allow once' }));
  await after;
  expect(await ada.labels(pageId)).toEqual(['other']);
});

test('what was changed in the store after it was shown is not run', async ({ page, model, stack }) => {
  const ada = new AsAda(stack);
  const pageId = await ada.page(`Tampered ${randomUUID()}`, '<p>Text</p>');
  await propose(page, model, label(pageId, 'shown'));
  const [action] = await actionsOf(page);
  await stack.query('update actions set arguments = $2 where id = $1', [
    action?.change?.actionId,
    JSON.stringify({ id: pageId, labels: [{ name: 'sneaked', prefix: 'global' }] }),
  ]);
  const after = goesOn(model);
  await decideOn(page, conversation(page).getByRole('button', { name: 'Allow once' }));
  expect(await after).toContain('not what was shown');
  await expect(conversation(page).getByText('not what was shown')).toBeVisible();
  expect(await ada.labels(pageId)).toEqual([]);
});

test('a question that came too late is asked again, and nothing is lost', async ({ page, model, stack }) => {
  const ada = new AsAda(stack);
  const pageId = await ada.page(`Late ${randomUUID()}`, '<p>Text</p>');
  await propose(page, model, label(pageId, 'late'));
  await stack.query('update approvals set expires_at = now() where id = $1', [(await pending(page))[0]?.id]);
  // The message still says the old time; the server knows.
  await conversation(page).getByRole('button', { name: 'Allow once' }).click();
  await expect(conversation(page).getByText('The time to decide on this is over.')).toBeVisible();
  const [{ id } = { id: '' }] = await pending(page);
  const renewed = await page.request.post(`/api/chat/${idOf(page)}/approvals/${id}/preview`, { data: {} });
  expect(renewed.status()).toBe(200);
  await page.reload();
  const after = goesOn(model);
  await decideOn(page, conversation(page).getByRole('button', { name: 'Allow once' }));
  await after;
  expect(await ada.labels(pageId)).toEqual(['late']);
});

test('a question survives a reload and a restart, and can be decided in another tab', async ({
  page,
  model,
  stack,
}) => {
  const ada = new AsAda(stack);
  const pageId = await ada.page(`Restart ${randomUUID()}`, '<p>Text</p>');
  await propose(page, model, label(pageId, 'later'));
  await stack.restart();
  await page.reload();
  const card = conversation(page).getByRole('article').last();
  await expect(card.getByRole('button', { name: 'Allow once' })).toBeVisible();

  const tab = await page.context().newPage();
  await tab.goto(page.url());
  const after = goesOn(model);
  await decideOn(tab, conversation(tab).getByRole('button', { name: 'Allow once' }));
  await after;
  await expect(card.getByRole('button', { name: 'Allow once' })).toHaveCount(0);
  await expect(conversation(page).getByText('All right.')).toBeVisible();
  expect(await ada.labels(pageId)).toEqual(['later']);
});

test('in a batch reads run and writes wait; the writes are decided together or one by one', async ({
  page,
  model,
  stack,
}) => {
  const ada = new AsAda(stack);
  const pageId = await ada.page(`Batch ${randomUUID()}`, '<p>Text</p>');
  await propose(
    page,
    model,
    label(pageId, 'one'),
    ['GET_LABELS_FOR_PAGE', { id: pageId }],
    label(pageId, 'two'),
  );
  expect((await actionsOf(page)).map(({ status }) => status)).toEqual(['waiting', 'succeeded', 'waiting']);
  expect(await ada.labels(pageId)).toEqual([]);

  const [first] = await pending(page);
  expect(
    (await decide(page, [{ approvalId: first?.id, decision: 'deny', reason: 'Not that one' }])).status(),
  ).toBe(200);
  await expect.poll(async () => (await pending(page)).length).toBe(1);
  // The page hears of what was decided elsewhere.
  await expect(conversation(page).getByRole('button', { name: 'Allow once' })).toHaveCount(1);
  await turnIsOver(page);
  const after = goesOn(model);
  await decideOn(page, conversation(page).getByRole('button', { name: 'Allow once' }));
  // The model was not asked before all was decided, and hears of both.
  expect(await after).toContain('Not that one');
  expect(await ada.labels(pageId)).toEqual(['two']);
  expect((await actionsOf(page)).map(({ status }) => status)).toEqual(['denied', 'succeeded', 'succeeded']);

  await propose(page, model, label(pageId, 'three'), label(pageId, 'four'));
  const rest = goesOn(model);
  await decideOn(page, conversation(page).getByRole('button', { name: /^Allow (all|both)/ }));
  await rest;
  expect(await ada.labels(pageId)).toEqual(['four', 'three', 'two']);
});

test('allowed in this conversation it is not asked again here, and is asked elsewhere', async ({
  page,
  model,
  stack,
}) => {
  const ada = new AsAda(stack);
  const pageId = await ada.page(`Scope ${randomUUID()}`, '<p>Text</p>');
  await propose(page, model, label(pageId, 'one'));
  const [approval] = await pending(page);
  const first = goesOn(model);
  expect(
    (await decide(page, [{ approvalId: approval?.id, decision: 'allow', scope: 'conversation' }])).status(),
  ).toBe(200);
  await first;
  await expect.poll(() => ada.labels(pageId)).toEqual(['one']);
  await turnIsOver(page);

  await say(page, 'And two');
  (await model.next()).call('COMPOSIO_MULTI_EXECUTE_TOOL', batch(label(pageId, 'two')));
  await goesOn(model);
  await turnIsOver(page);
  expect(await ada.labels(pageId)).toEqual(['one', 'two']);

  await page.goto('/');
  await propose(page, model, label(pageId, 'three'));
  expect(await pending(page)).toHaveLength(1);
});

test('what was allowed and not done, since the server died, is done when the conversation goes on, or asked again when that is long ago', async ({
  page,
  model,
  stack,
}) => {
  const ada = new AsAda(stack);
  const pageId = await ada.page(`Unused ${randomUUID()}`, '<p>Text</p>');
  await propose(page, model, label(pageId, 'soon'), label(pageId, 'late'));
  const [soon, late] = await pending(page);
  // As after a crash between the decision and the write.
  const decided = "update approvals set status = 'allowed', decided_at = now() - $2::interval where id = $1";
  await stack.query(decided, [soon?.id, '1 minute']);
  await stack.query(decided, [late?.id, '1 hour']);
  await say(page, 'Go on');
  await goesOn(model);
  await turnIsOver(page);
  expect(await ada.labels(pageId)).toEqual(['soon']);
  const [again] = await pending(page);
  expect(again?.id).not.toBe(late?.id);
  expect(again?.reasons.join()).toContain('Decide again.');
});

test('while a turn runs a question is neither asked again nor decided, and keeps its answer for after', async ({
  page,
  model,
  stack,
}) => {
  const ada = new AsAda(stack);
  const pageId = await ada.page(`Busy ${randomUUID()}`, '<p>Text</p>');
  await propose(page, model, label(pageId, 'after'));
  const [approval] = await pending(page);
  await say(page, 'And something else');
  const other = await model.next();
  const renewed = await page.request.post(`/api/chat/${idOf(page)}/approvals/${approval?.id}/preview`, {
    data: {},
  });
  expect(renewed.status()).toBe(409);
  const decided = await decide(page, [{ approvalId: approval?.id, decision: 'allow' }]);
  expect((await decided.json()).error.code).toBe('turn_in_progress');

  // A person who presses the button waits until the turn is over, and need not press it twice.
  await conversation(page).getByRole('button', { name: 'Allow once' }).click();
  other.write('Here it is.');
  other.end();
  await goesOn(model);
  await expect.poll(() => ada.labels(pageId)).toEqual(['after']);
  await turnIsOver(page);
});

test.describe('with rules of one’s own', () => {
  test.use({ visitor: 'connected' });

  test('what would be lost is shown in red and told to the model, whose better proposal takes its place', async ({
    page,
    model,
    stack,
  }) => {
    await setPolicy(page, { kinds: { write: 'allow' } });
    await page.goto('/');
    const ada = new AsAda(stack);
    const title = `Losses ${randomUUID()}`;
    const macro = '<ac:structured-macro ac:name="toc" ac:schema-version="1" />';
    const id = await ada.page(title, `${macro}<p>We start in May</p>`);
    const spaceId = await ada.spaceId('ENG');
    const update = (value: string) => ({
      id,
      title,
      spaceId,
      version: { number: 2 },
      body: { storage: { value, representation: 'storage' } },
    });
    await say(page, 'June, please');
    (await model.next()).call(
      'COMPOSIO_MULTI_EXECUTE_TOOL',
      batch(['UPDATE_PAGE', update('<p>We start in June</p>')]),
    );
    const told = await model.next();
    expect(JSON.stringify(told.request.input)).toMatch(/macro/i);
    // Never allowed by a rule: it waits although writes are allowed.
    expect((await ada.content('pages', id))?.body).toContain('May');
    const body = (await ada.content('pages', id))?.body ?? '';
    told.call('COMPOSIO_MULTI_EXECUTE_TOOL', batch(['UPDATE_PAGE', update(body.replace('May', 'June'))]));
    const end = await model.next();
    end.write('Done.');
    end.end();
    await turnIsOver(page);
    expect((await actionsOf(page)).map(({ status }) => status)).toEqual(['denied', 'succeeded']);
    expect(await pending(page)).toEqual([]);
    expect((await ada.content('pages', id))?.body).toContain('June');
  });

  test('a lossy proposal is not withdrawn for another change of the same page', async ({
    page,
    model,
    stack,
  }) => {
    const ada = new AsAda(stack);
    const title = `Kept ${randomUUID()}`;
    const toc = '<ac:structured-macro ac:name="toc" ac:schema-version="1" />';
    const id = await ada.page(title, `${toc}<p>We start in May</p>`);
    const body = { storage: { value: '<p>We start in June</p>', representation: 'storage' } };
    const spaceId = await ada.spaceId('ENG');
    await say(page, 'Rewrite and label it');
    (await model.next()).call(
      'COMPOSIO_MULTI_EXECUTE_TOOL',
      batch(['UPDATE_PAGE', { id, title, spaceId, body, version: { number: 2 } }]),
    );
    (await model.next()).call('COMPOSIO_MULTI_EXECUTE_TOOL', batch(label(id, 'urgent')));
    await turnIsOver(page);
    expect((await actionsOf(page)).map(({ status }) => status)).toEqual(['waiting', 'waiting']);
  });

  test('in read-only mode nothing is written and nobody is asked, and the model is told why', async ({
    page,
    model,
    stack,
  }) => {
    await setPolicy(page, { readOnly: true });
    await page.goto('/');
    const ada = new AsAda(stack);
    const pageId = await ada.page(`Read only ${randomUUID()}`, '<p>Text</p>');
    await say(page, 'Label it');
    // A slug in other letters is the same tool, and a batch in a batch is not looked into.
    (await model.next()).call('COMPOSIO_MULTI_EXECUTE_TOOL', {
      tools: [
        { tool_slug: 'confluence_add_content_label', arguments: label(pageId, 'no')[1] },
        { tool_slug: 'COMPOSIO_MULTI_EXECUTE_TOOL', arguments: batch(label(pageId, 'no')) },
        { tool_slug: 'COMPOSIO_REMOTE_BASH_TOOL', arguments: { command: 'id' } },
      ],
    });
    const told = await goesOn(model);
    await turnIsOver(page);
    expect(told).toMatch(/only reads/i);
    expect((await actionsOf(page)).map(({ status }) => status)).toEqual(['denied', 'denied', 'denied']);
    expect(await ada.labels(pageId)).toEqual([]);
  });
});
