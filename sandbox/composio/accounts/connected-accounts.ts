import { Hono } from 'hono';
import { z } from 'zod';
import { getAuthConfig } from '../auth-configs/auth-config-store.ts';
import { insertLink } from '../connecting/link-store.ts';
import { startConnection } from '../connecting/start-connection.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import { httpUrlSchema } from '../http-url.ts';
import { commaList, listPage } from '../list-page.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { type Account, deleteAccount, getAccount, listAccounts, updateAccount } from './account-store.ts';
import { describeAccount } from './describe-account.ts';

const linkSchema = z.object({
  auth_config_id: z.string(),
  user_id: z.string().min(1),
  callback_url: httpUrlSchema.optional(),
  alias: z.string().min(1).optional(),
});

/** Lists, reads and manages connected accounts of a project. */
export function createConnectedAccounts(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();
  const { db } = context;

  app.get('/connected_accounts', (c) => {
    const query = c.req.query();
    const filters: [wanted: string[] | undefined, value: (account: Account) => string][] = [
      [commaList(query.user_ids), (account) => account.user_id],
      [commaList(query.toolkit_slugs), (account) => account.toolkit],
      [commaList(query.auth_config_ids), (account) => account.auth_config_id],
      [commaList(query.statuses), (account) => account.status],
      [commaList(query.connected_account_ids), (account) => account.id],
    ];
    const accounts = listAccounts(context, c.get('project')).filter((account) =>
      filters.every(([wanted, value]) => wanted === undefined || wanted.includes(value(account))),
    );
    if (query.order_direction === 'asc') accounts.reverse();
    return c.json(
      listPage(
        accounts.map((account) => describeAccount(db, account)),
        query,
      ),
    );
  });

  app.post('/connected_accounts/link', async (c) => {
    const body = await readBody(c, linkSchema, 'ConnectedAccount_BadRequest');
    const started = startConnection(context, {
      project: c.get('project'),
      userId: body.user_id,
      authConfigId: getAuthConfig(db, c.get('project'), body.auth_config_id).id,
      pageBase: requestOrigin(c),
      callbackUrl: body.callback_url,
      alias: body.alias,
    });
    return c.json(
      {
        link_token: started.token,
        redirect_url: started.redirectUrl,
        connected_account_id: started.account.id,
        expires_at: started.expiresAt,
      },
      201,
    );
  });

  app.post('/connected_accounts', () => {
    throw new ComposioError(
      400,
      'ConnectedAccount_BadRequest',
      'This endpoint is retired for managed OAuth. Use POST /api/v3.1/connected_accounts/link instead.',
    );
  });

  app.get('/connected_accounts/:id', (c) =>
    c.json(describeAccount(db, getAccount(context, c.get('project'), c.req.param('id')))),
  );

  app.patch('/connected_accounts/:id', async (c) => {
    const account = getAccount(context, c.get('project'), c.req.param('id'));
    const body = await readBody(
      c,
      z.object({ alias: z.string().min(1).nullable() }),
      'ConnectedAccount_BadRequest',
    );
    return c.json(describeAccount(db, updateAccount(context, account.id, body)));
  });

  app.delete('/connected_accounts/:id', (c) => {
    deleteAccount(context, getAccount(context, c.get('project'), c.req.param('id')).id);
    return c.json({ success: true });
  });

  app.patch('/connected_accounts/:id/status', async (c) => {
    const account = getAccount(context, c.get('project'), c.req.param('id'));
    const { enabled } = await readBody(c, z.object({ enabled: z.boolean() }), 'ConnectedAccount_BadRequest');
    const expected = enabled ? 'INACTIVE' : 'ACTIVE';
    if (account.status !== expected) {
      throw new ComposioError(
        400,
        'ConnectedAccount_BadRequest',
        `A connected account that is ${account.status} cannot be ${enabled ? 'enabled' : 'disabled'}.`,
      );
    }
    updateAccount(
      context,
      account.id,
      enabled
        ? { status: 'ACTIVE', status_reason: null }
        : { status: 'INACTIVE', status_reason: 'The user changed the status' },
    );
    return c.json({ success: true });
  });

  // As the service does, this starts the connection anew: an ACTIVE account falls back to INITIATED.
  app.post('/connected_accounts/:id/refresh', (c) => {
    const account = getAccount(context, c.get('project'), c.req.param('id'));
    const redirect = httpUrlSchema.optional().safeParse(c.req.query('redirect_url'));
    if (!redirect.success) {
      throw new ComposioError(
        400,
        'ConnectedAccount_BadRequest',
        'redirect_url must be an http or https URL.',
      );
    }
    const link = insertLink(context, {
      accountId: account.id,
      pageBase: requestOrigin(c),
      callbackUrl: redirect.data,
    });
    const updated = updateAccount(context, account.id, {
      status: 'INITIATED',
      status_reason: null,
      initiated_at: context.now().toISOString(),
    });
    return c.json({ id: updated.id, redirect_url: link.redirect_url, status: updated.status });
  });

  return app;
}
