import type { DatabaseSync } from 'node:sqlite';
import { getAuthConfig } from '../auth-configs/auth-config-store.ts';
import { scopesOf } from '../auth-configs/oauth-client.ts';
import { latestLink } from '../connecting/link-store.ts';
import { mask } from '../mask.ts';
import type { Account } from './account-store.ts';
import { SITE_NAME } from './site-access.ts';

const SECRET_FIELDS = ['generic_api_key', 'api_key'];

function tokenValues(account: Account): Record<string, unknown> {
  if (account.access_token === null) return {};
  return {
    access_token: mask(account.access_token),
    token_type: 'Bearer',
    scope: account.scope ?? '',
    expires_at: account.token_expires_at,
    ...(account.refresh_token === null ? {} : { refresh_token: mask(account.refresh_token) }),
  };
}

/** The values of a connection: what was typed and what was given for it. Secrets are masked. */
function connectionValues(db: DatabaseSync, account: Account): Record<string, unknown> {
  const typed = Object.entries(account.fields).map(([key, value]) => [
    key,
    SECRET_FIELDS.includes(key) ? mask(value) : value,
  ]);
  const values: Record<string, unknown> = {
    status: account.status,
    ...(account.subdomain === null ? {} : { subdomain: account.subdomain }),
    ...Object.fromEntries(typed),
  };
  switch (account.status) {
    case 'INITIALIZING':
      return values;
    case 'INITIATED': {
      const link = latestLink(db, account.id);
      return {
        ...values,
        redirectUrl: link?.redirect_url ?? '',
        ...(link?.callback_url ? { callback_url: link.callback_url } : {}),
      };
    }
    case 'FAILED':
      return { ...values, error: 'connection_failed', error_description: account.status_reason ?? '' };
    case 'EXPIRED':
      return { ...values, expired_at: account.updated_at };
    case 'REVOKED':
      return { ...values, revoked_at: account.updated_at };
    default:
      return {
        ...values,
        ...tokenValues(account),
        base_url:
          account.scheme === 'API_KEY'
            ? `https://${account.subdomain ?? SITE_NAME}.atlassian.net`
            : `https://api.atlassian.com/ex/confluence/${account.cloud_id}`,
      };
  }
}

/** A connected account as the API answers it. */
export function describeAccount(db: DatabaseSync, account: Account) {
  const config = getAuthConfig(db, account.project, account.auth_config_id);
  const values = connectionValues(db, account);
  return {
    id: account.id,
    alias: account.alias,
    word_id: account.word_id,
    user_id: account.user_id,
    status: account.status,
    status_reason: account.status_reason,
    is_disabled: account.status === 'INACTIVE',
    created_at: account.created_at,
    updated_at: account.updated_at,
    toolkit: { slug: account.toolkit },
    auth_config: {
      id: config.id,
      auth_scheme: config.scheme,
      is_composio_managed: config.managed,
      is_disabled: !config.enabled,
      deprecated: { uuid: config.uuid },
    },
    state: { authScheme: account.scheme, val: values },
    data: values,
    params: {},
    test_request_endpoint: '/wiki/rest/api/user/current',
    ...(account.scheme === 'OAUTH2' ? { requested_scopes: scopesOf(config) } : {}),
    experimental: describeSharing(account),
    deprecated: { labels: [], uuid: account.uuid },
  };
}

/** Whether an account is private or shared, and with whom. */
export function describeSharing(account: Account) {
  return account.shared === null
    ? { account_type: 'PRIVATE' }
    : { account_type: 'SHARED', acl_config_for_shared: account.shared };
}
