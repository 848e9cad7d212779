import type { DatabaseSync } from 'node:sqlite';
import { latestLink } from '../connecting/link-store.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import type { Account } from './account-store.ts';

/** Secrets leave the sandbox as their first four characters. */
function masked(secret: string | null): string {
  return `${(secret ?? '').slice(0, 4)}...`;
}

/** A connected account as the API answers it. Tokens are masked. */
export function describeAccount(db: DatabaseSync, account: Account) {
  const link = latestLink(db, account.id);
  const values: Record<string, unknown> = {
    status: account.status,
    ...(account.subdomain === null ? {} : { subdomain: account.subdomain }),
  };
  if (account.status === 'INITIATED') {
    values.redirectUrl = link?.redirect_url ?? '';
    if (link?.callback_url) values.callbackUrl = link.callback_url;
  }
  if (account.access_token !== null) {
    values.access_token = masked(account.access_token);
    values.token_type = 'Bearer';
    values.scope = account.scope ?? '';
    values.base_url = `https://api.atlassian.com/ex/confluence/${account.cloud_id}`;
    if (account.refresh_token !== null) values.refresh_token = masked(account.refresh_token);
  }
  return {
    id: account.id,
    alias: account.alias,
    word_id: null,
    user_id: account.user_id,
    status: account.status,
    status_reason: account.status_reason,
    is_disabled: account.status === 'INACTIVE',
    created_at: account.created_at,
    updated_at: account.updated_at,
    toolkit: { slug: account.toolkit },
    auth_config: {
      id: account.auth_config_id,
      auth_scheme: 'OAUTH2',
      is_composio_managed: true,
      is_disabled: false,
    },
    state: { authScheme: 'OAUTH2', val: values },
    data: values,
    params: {},
    requested_scopes: CONFLUENCE.scopes,
  };
}
