import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { getAuthConfig, refuseDisabled } from '../auth-configs/auth-config-store.ts';
import { insertLink } from '../connecting/link-store.ts';
import { startConnection } from '../connecting/start-connection.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import { httpUrlSchema } from '../http-url.ts';
import { commaList, listPage } from '../list-page.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { createSchema, linkSchema, patchSchema, sharedAfter, typedFields } from './account-requests.ts';
import {
  ACCOUNT_STATUSES,
  type Account,
  deleteAccount,
  getAccount,
  listAccounts,
  refuseTakenAlias,
  updateAccount,
} from './account-store.ts';
import { revokeAccount, switchAccount } from './change-status.ts';
import { describeAccount, describeSharing } from './describe-account.ts';
import { renewToken } from './fresh-token.ts';
import { initiateAccount } from './initiate-account.ts';

const SLUG = 'ConnectedAccount_BadRequest';

/** Refuses a filter whose values do not exist, which would otherwise silently find nothing. */
function checkStatuses(statuses: string[] | undefined): string[] | undefined {
  const wrong = statuses?.filter((status) => !ACCOUNT_STATUSES.includes(status)) ?? [];
  if (wrong.length > 0) throw new ComposioError(400, SLUG, `statuses: ${wrong.join(', ')} is no status.`);
  return statuses;
}

/** Lists, reads and manages connected accounts of a project. */
export function createConnectedAccounts(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();
  const { db } = context;

  const find = (c: Context<ProjectEnv>) => getAccount(context, c.get('project'), c.req.param('id') ?? '');

  app.get('/connected_accounts', (c) => {
    const query = c.req.query();
    const filters: [wanted: string[] | undefined, value: (account: Account) => string][] = [
      [commaList(query.user_ids), (account) => account.user_id],
      [commaList(query.toolkit_slugs), (account) => account.toolkit],
      [commaList(query.auth_config_ids), (account) => account.auth_config_id],
      [checkStatuses(commaList(query.statuses)), (account) => account.status],
      [commaList(query.connected_account_ids), (account) => account.id],
    ];
    const type = query.account_type ?? 'PRIVATE';
    const order = query.order_by === 'updated_at' ? 'updated_at' : 'created_at';
    const accounts = listAccounts(context, c.get('project'))
      .filter(
        (account) =>
          (type === 'ALL' || (account.shared === null ? 'PRIVATE' : 'SHARED') === type) &&
          filters.every(([wanted, value]) => wanted === undefined || wanted.includes(value(account))),
      )
      // Newest first; accounts of the same moment stay in the order of the store.
      .sort((a, b) => (a[order] === b[order] ? 0 : a[order] < b[order] ? 1 : -1));
    if (query.order_direction === 'asc') accounts.reverse();
    return c.json(
      listPage(
        accounts.map((account) => describeAccount(db, account)),
        query,
      ),
    );
  });

  app.post('/connected_accounts/link', async (c) => {
    const body = await readBody(c, linkSchema, SLUG);
    const started = startConnection(context, {
      project: c.get('project'),
      userId: body.user_id,
      authConfig: getAuthConfig(db, c.get('project'), body.auth_config_id),
      pageBase: requestOrigin(c),
      callbackUrl: body.callback_url,
      alias: body.alias,
      shared: sharedAfter(body.experimental, undefined),
      known: typedFields(body.connection_data ?? {}),
    });
    return c.json(
      {
        link_token: started.token,
        redirect_url: started.redirectUrl,
        connected_account_id: started.account.id,
        expires_at: started.expiresAt,
        experimental: describeSharing(started.account),
      },
      201,
    );
  });

  app.post('/connected_accounts', async (c) => {
    const body = await readBody(c, createSchema, SLUG);
    return c.json(
      await initiateAccount(context, { project: c.get('project'), origin: requestOrigin(c) }, body),
      201,
    );
  });

  app.get('/connected_accounts/:id', (c) => c.json(describeAccount(db, find(c))));

  app.patch('/connected_accounts/:id', async (c) => {
    const account = find(c);
    const body = await readBody(c, patchSchema, SLUG);
    if (body.alias) refuseTakenAlias(context, account, body.alias);
    const fields = typedFields(body.connection?.state.val ?? {});
    const { subdomain = account.subdomain, ...others } = fields;
    const shared =
      body.experimental === undefined
        ? account.shared
        : (sharedAfter(body.experimental, account.shared ?? undefined) ?? null);
    // New credentials give an account that had stopped working another chance.
    const retried = body.connection !== undefined && ['EXPIRED', 'FAILED'].includes(account.status);
    const updated = updateAccount(context, account.id, {
      ...(body.alias === undefined ? {} : { alias: body.alias || null }),
      subdomain,
      fields: { ...account.fields, ...others },
      shared,
      ...(retried && account.scheme === 'API_KEY'
        ? { status: 'ACTIVE', status_reason: null, auth_failures: 0 }
        : {}),
    });
    return c.json({ id: updated.id, status: updated.status, success: true });
  });

  app.delete('/connected_accounts/:id', (c) => {
    deleteAccount(context, find(c).id);
    return c.json({ success: true });
  });

  app.patch('/connected_accounts/:id/status', async (c) => {
    const account = find(c);
    const { enabled } = await readBody(c, z.object({ enabled: z.boolean() }), SLUG);
    switchAccount(context, account, enabled);
    return c.json({ success: true });
  });

  app.post('/connected_accounts/:id/revoke', (c) => {
    const revoked = revokeAccount(context, find(c));
    return c.json({ id: revoked.id, status: revoked.status, success: true });
  });

  // As the service does, this starts an OAuth connection anew: an ACTIVE account falls back to INITIATED.
  app.post('/connected_accounts/:id/refresh', async (c) => {
    const account = find(c);
    const body = await readBody(c, z.object({ redirect_url: httpUrlSchema.optional() }), SLUG);
    const redirect = httpUrlSchema.optional().safeParse(c.req.query('redirect_url') ?? body.redirect_url);
    if (!redirect.success) throw new ComposioError(400, SLUG, 'redirect_url must be an http or https URL.');
    refuseDisabled(getAuthConfig(db, account.project, account.auth_config_id));
    if (account.scheme !== 'OAUTH2') {
      const renewed =
        account.scheme === 'S2S_OAUTH2' ? await renewToken(context, account, requestOrigin(c)) : account;
      return c.json({ id: renewed.id, redirect_url: null, status: renewed.status });
    }
    const link = insertLink(context, {
      accountId: account.id,
      pageBase: requestOrigin(c),
      callbackUrl: redirect.data,
    });
    const updated = updateAccount(context, account.id, {
      status: 'INITIATED',
      status_reason: null,
      disabled_by: null,
      initiated_at: context.now().toISOString(),
    });
    return c.json({ id: updated.id, redirect_url: link.redirect_url, status: updated.status });
  });

  return app;
}
