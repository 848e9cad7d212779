import { chooseAccount } from '../accounts/choose-account.ts';
import { usableAccounts } from '../accounts/usable-accounts.ts';
import { getAuthConfig } from '../auth-configs/auth-config-store.ts';
import type { ComposioContext } from '../context.ts';
import type { Caller } from '../execute-tool.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';

/** The toolkit as a session sees it: with the account it would run with, else the newest there is, else none. */
export function describeSessionToolkit(context: ComposioContext, caller: Caller) {
  const { slug, name, logo, description } = CONFLUENCE;
  const accounts = usableAccounts(context, caller);
  const choice = chooseAccount(accounts, slug, { ...caller.config, multi_account: undefined });
  const account = choice.found ? choice.account : accounts[0];
  const config = account && getAuthConfig(context.db, account.project, account.auth_config_id);
  return {
    slug,
    name,
    enabled: true,
    is_no_auth: false,
    composio_managed_auth_schemes: ['OAUTH2'],
    meta: { logo, description },
    connected_account:
      account === undefined || config === undefined
        ? null
        : {
            id: account.id,
            user_id: account.user_id,
            status: account.status,
            created_at: account.created_at,
            auth_config: { id: config.id, auth_scheme: config.scheme, is_composio_managed: config.managed },
          },
  };
}
