import { ask, conversation, expect, test } from './test.ts';

test.use({ visitor: 'connected' });

type Row = { session_id: string; user_id: string; email: string };
const SESSIONS = `select session_id, user_id, email from composio_sessions join users on users.id = user_id where email = $1`;

test('a person has one Composio session, kept over a restart and made anew when Composio has lost it', async ({
  page,
  stack,
}) => {
  await page.goto('/settings');
  const email =
    (await page
      .getByText(/@example\.com/)
      .first()
      .textContent()) ?? '';
  await page.goto('/');
  await ask(page, 'Which spaces are there?');
  const [first, ...others] = await stack.query<Row>(SESSIONS, [email.trim()]);
  if (!first) throw new Error('no session was stored');
  expect(others).toEqual([]);

  const api = `${stack.sandbox}/api/v3.1/tool_router/session/${first.session_id}`;
  const key = { 'x-api-key': 'ak_sandbox' };
  const session = (await (await fetch(api, { headers: key })).json()) as {
    config: { user_id: string; toolkits: unknown; workbench: { enable: boolean } };
  };
  expect(session.config.user_id).toBe(first.user_id);
  expect(JSON.stringify(session)).not.toContain('@example.com');
  expect(session.config.toolkits).toEqual({ enabled: ['confluence'] });
  expect(session.config.workbench.enable).toBe(false);

  await stack.restart();
  await page.reload();
  await ask(page, 'What pages are in HR?');
  expect(await stack.query<Row>(SESSIONS, [first.email])).toEqual([first]);

  expect((await fetch(api, { method: 'DELETE', headers: key })).status).toBe(200);
  await ask(page, 'What do we know about remote work?');
  await expect(
    conversation(page)
      .getByRole('link', { name: /remote work/i })
      .first(),
  ).toBeVisible();
  const [second] = await stack.query<Row>(SESSIONS, [first.email]);
  expect(second?.session_id).not.toBe(first.session_id);
});
