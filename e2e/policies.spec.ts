import { randomUUID } from 'node:crypto';
import type { PolicySettings } from '../lib/domain/policy';
import { expectAccessible } from './expect-accessible.ts';
import { expect, register, test } from './test.ts';

const NOTHING = { readOnly: false, kinds: {}, tools: {}, places: [] };

test.describe('in the settings', () => {
  test.use({ visitor: 'person' });

  test('what Tributary may do is saved as it is changed, and survives a reload', async ({ page }) => {
    await page.goto('/settings');
    const rules = page.getByRole('region', { name: 'What Tributary may do' });
    const saved = () => expect(rules.getByRole('status')).toHaveText('Saved');
    await rules.getByRole('switch', { name: 'Read-only' }).check();
    await saved();
    await rules.getByLabel('Deleting').selectOption('Never');

    const place = rules.getByRole('form', { name: 'Add a place' });
    await place.getByLabel('Its key or address').fill('My space');
    await place.getByRole('button', { name: 'Add' }).click();
    await expect(place.getByRole('alert')).toContainText('Write the key of the space');
    await place.getByLabel('Its key or address').fill('MKT');
    await place.getByLabel('Rule').selectOption('Writing allowed');
    await place.getByRole('button', { name: 'Add' }).click();
    await place.getByLabel('Place').selectOption('A page and all below it');
    await place
      .getByLabel('Its address or number')
      .fill('https://acme.atlassian.net/wiki/spaces/MKT/pages/163842/Q3+Planning');
    await place.getByLabel('Rule').selectOption('Never write here');
    await place.getByRole('button', { name: 'Add' }).click();

    const tool = rules.getByRole('form', { name: 'Add a tool' });
    await tool.getByLabel('Tool').selectOption('Create space');
    await tool.getByRole('button', { name: 'Add' }).click();
    await expect(rules.getByRole('combobox', { name: 'Rule for Create space' })).toHaveValue('deny');
    await saved();

    await page.reload();
    await expect(rules.getByRole('switch', { name: 'Read-only' })).toBeChecked();
    await expect(rules.getByLabel('Deleting')).toHaveValue('deny');
    await expect(rules.getByRole('combobox', { name: 'Rule for MKT' })).toHaveValue('allow');
    await expect(rules.getByRole('combobox', { name: 'Rule for Q3 Planning' })).toHaveValue('never');
    await expect(rules.getByRole('combobox', { name: 'Rule for Create space' })).toHaveValue('deny');
    await expectAccessible(page);

    await rules.getByRole('button', { name: 'Remove the rule for MKT' }).click();
    await rules.getByRole('switch', { name: 'Read-only' }).uncheck();
    await saved();
    const { user } = (await (await page.request.get('/api/policies')).json()) as PolicySettings;
    expect(user).toEqual({
      readOnly: false,
      kinds: { destructive: 'deny' },
      tools: { CONFLUENCE_CREATE_SPACE: 'deny' },
      places: [{ type: 'tree', value: '163842', name: 'Q3 Planning', rule: 'never' }],
    });
  });

  test('a change that cannot be saved says so, and stays until it is tried again', async ({ page }) => {
    await page.goto('/settings');
    const readOnly = page.getByRole('switch', { name: 'Read-only' });
    await page.route('**/api/policies', (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.fallback(),
    );
    await readOnly.check();
    await expect(page.getByRole('alert').filter({ hasText: 'Not saved.' })).toBeVisible();
    await expect(readOnly).toBeChecked();
    await page.getByRole('button', { name: 'Back to what is saved' }).click();
    await expect(readOnly).not.toBeChecked();
    await readOnly.check();
    await page.unroute('**/api/policies');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    await page.reload();
    await expect(readOnly).toBeChecked();
  });

  test('rules that could be misread are refused with a reason, and nothing is changed', async ({ page }) => {
    for (const [data, reason] of [
      [{}, 'user:'],
      [{ user: {} }, 'user.readOnly:'],
      [{ user: NOTHING, instance: NOTHING }, 'instance'],
      [{ user: { ...NOTHING, kinds: { write: 'never' } } }, 'user.kinds.write: must be allow, ask or deny'],
      [{ user: { ...NOTHING, tools: { create_page: 'deny' } } }, 'is not the slug of a tool'],
      [
        { user: { ...NOTHING, places: [{ type: 'tree', value: 'Plans', rule: 'never' }] } },
        'is not the id of a page',
      ],
    ] as const) {
      const response = await page.request.put('/api/policies', { data });
      expect([data, response.status()]).toEqual([data, 400]);
      const { error } = (await response.json()) as { error: { message: string } };
      expect(error.message).toContain(reason);
    }
    const { tools, ...rules } = (await (await page.request.get('/api/policies')).json()) as PolicySettings;
    expect(rules).toEqual({ instance: NOTHING, user: NOTHING, grants: [] });
    expect(tools).toContainEqual({ tool: 'CONFLUENCE_CREATE_PAGE', name: 'Create page', kind: 'write' });
  });

  test('what was always allowed is listed and can be revoked, by the person alone', async ({
    browser,
    page,
    stack,
  }) => {
    const id = randomUUID();
    const [person] = await stack.query<{ id: string }>(
      'select id from users order by created_at desc limit 1',
    );
    await stack.query(
      `insert into grants (id, user_id, tool, space_key) values ($1, $2, 'CONFLUENCE_CREATE_PAGE', 'MKT')`,
      [id, person?.id],
    );
    const stranger = await browser.newContext({ baseURL: stack.url });
    await register(stranger, 'Grace Two');
    expect((await stranger.request.delete(`/api/policies/grants/${id}`)).status()).toBe(404);
    expect(((await (await stranger.request.get('/api/policies')).json()) as PolicySettings).grants).toEqual(
      [],
    );
    await stranger.close();

    await page.goto('/settings');
    await page.getByRole('button', { name: 'Revoke: Create page in MKT' }).click();
    await expect(page.getByText('Create page in MKT')).toHaveCount(0);
    expect(((await (await page.request.get('/api/policies')).json()) as PolicySettings).grants).toEqual([]);
    // The ledger of what was allowed keeps the row.
    expect(
      await stack.query('select 1 from grants where id = $1 and revoked_at is not null', [id]),
    ).toHaveLength(1);
  });
});

test('nobody reads or changes rules without being signed in', async ({ request }) => {
  expect((await request.get('/api/policies')).status()).toBe(401);
  expect((await request.put('/api/policies', { data: { user: NOTHING } })).status()).toBe(401);
  expect((await request.delete(`/api/policies/grants/${randomUUID()}`)).status()).toBe(401);
});
