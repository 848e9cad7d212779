import { Hono } from 'hono';
import { z } from 'zod';
import type { Account } from '../composio/accounts/account-store.ts';
import type { ComposioContext } from '../composio/context.ts';
import { requestOrigin } from '../composio/request-origin.ts';
import { setLike } from '../confluence/likes/set-like.ts';
import type { Site } from '../confluence/site.ts';
import { fillSite } from '../confluence/test-support/fill-site.ts';
import { personByNick } from '../confluence/users/people.ts';
import { accountActSchema, actOnAccounts } from './account-acts.ts';
import { connectAccount } from './connect-account.ts';
import { readJson, refuse } from './read-json.ts';

const nick = z.enum(['admin', 'ada', 'grace', 'alan']);
const connectSchema = z.strictObject({
  userId: z.string().min(1),
  person: nick.default('ada'),
  apiKey: z.string().regex(/^ak_./, 'begins with ak_'),
  alias: z.string().min(1).optional(),
});
const seedSchema = z
  .strictObject({ pages: z.int().min(1).max(200_000).optional(), connect: connectSchema.optional() })
  .refine(({ pages, connect }) => pages !== undefined || connect !== undefined, 'Name pages or connect.');
const likeSchema = z.strictObject({
  target: z.coerce.number().int(),
  person: nick,
  liked: z.boolean().default(true),
});
const dropSchema = z.strictObject({ id: z.string().optional(), session: z.string().optional() });
const grantSchema = z.strictObject({ act: z.enum(['expire', 'revoke']), person: nick.optional() });

function personOf(name: string) {
  return personByNick(name) ?? refuse(`There is no person "${name}".`);
}

function shortAccount(account: Account) {
  const { id, user_id, status, status_reason, auth_config_id } = account;
  return { id, user_id, status, status_reason, auth_config_id };
}

/** What is added to the seed, what happens to connections and grants, and acts of people that have no REST call. */
export function actRoutes(context: () => ComposioContext, site: Site): Hono {
  const app = new Hono();

  app.post('/seed', async (c) => {
    const { pages, connect } = await readJson(c, seedSchema);
    const answer: Record<string, unknown> = {};
    if (pages !== undefined) Object.assign(answer, { pages, ...fillSite(site, { pages }) });
    if (connect !== undefined) {
      const wanted = { ...connect, person: personOf(connect.person), origin: requestOrigin(c) };
      answer.account = shortAccount(await connectAccount(context(), site, wanted));
    }
    return c.json(answer, 201);
  });

  app.post('/connections/act', async (c) => {
    const accounts = actOnAccounts(context(), await readJson(c, accountActSchema));
    if (accounts.length === 0) refuse('No such account.', 404);
    return c.json({ accounts: accounts.map(shortAccount) });
  });

  app.post('/grants/act', async (c) => {
    const { act, person } = await readJson(c, grantSchema);
    const whose = person === undefined ? null : personOf(person).accountId;
    const { changes } =
      act === 'revoke'
        ? site.db
            .prepare('DELETE FROM confluence_oauth_grant WHERE account_id = ifnull(?, account_id)')
            .run(whose)
        : site.db
            .prepare(
              `UPDATE confluence_oauth_access_token SET expires_at = ? WHERE grant_id IN
                 (SELECT id FROM confluence_oauth_grant WHERE account_id = ifnull(?, account_id))`,
            )
            .run(site.now().toISOString(), whose);
    return c.json({ changed: changes });
  });

  app.post('/mcp/drop', async (c) => {
    const { id = null, session = null } = await readJson(c, dropSchema);
    const { changes } = site.db
      .prepare(
        'DELETE FROM composio_mcp_sessions WHERE id = ifnull(?, id) AND session_id = ifnull(?, session_id)',
      )
      .run(id, session);
    return c.json({ dropped: changes });
  });

  app.post('/acts/like', async (c) => {
    const { target, person, liked } = await readJson(c, likeSchema);
    setLike(site, personOf(person), target, liked);
    return c.json({ target, person, liked });
  });

  return app;
}
