import type { Account } from '../accounts/account-store.ts';
import { chooseAccount, mustSelect, sessionAccounts } from '../accounts/choose-account.ts';
import { usableAccounts } from '../accounts/usable-accounts.ts';
import type { ComposioContext } from '../context.ts';
import type { Caller } from '../execute-tool.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';

function userInfo(account: Account) {
  return account.person === null
    ? {}
    : { current_user_info: { display_name: account.person.displayName, email: account.person.email } };
}

function shown(account: Account, isDefault: boolean) {
  return {
    id: account.id,
    ...(account.alias === null ? {} : { alias: account.alias }),
    created_at: account.created_at,
    is_default: isDefault,
    status: account.status,
    account_type: account.shared === null ? 'PRIVATE' : 'SHARED',
    ...(account.person === null
      ? {}
      : { user_info: { display_name: account.person.displayName, email: account.person.email } }),
  };
}

/** How a session is connected to the toolkit, as searches tell: not at all, with an account, or with several to choose from. */
export function connectionStatus(context: ComposioContext, caller: Caller) {
  const { slug: toolkit, description } = CONFLUENCE;
  const accounts = usableAccounts(context, caller);
  const active = sessionAccounts(accounts, toolkit, caller.config);
  const choice = chooseAccount(accounts, toolkit, { ...caller.config, multi_account: undefined });
  if (!choice.found) {
    return {
      toolkit,
      description,
      has_active_connection: false,
      connection_details: {},
      status_message: `No active connection for ${toolkit}. Use COMPOSIO_MANAGE_CONNECTIONS to start one before running its tools.`,
    };
  }
  const { account } = choice;
  const several = caller.config.multi_account?.enable
    ? { accounts: active.map((one, i) => shown(one, i === 0)) }
    : {};
  const common = { toolkit, description, has_active_connection: true, ...several };
  if (mustSelect(active, caller.config)) {
    return {
      ...common,
      account_selection: 'required',
      connection_details: {},
      status_message: `${active.length} connections are active. Pass the id or alias of one as account with every tool of ${toolkit}.`,
    };
  }
  return {
    ...common,
    account_type: account.shared === null ? 'PRIVATE' : 'SHARED',
    connection_details: { connected_account_id: account.id, subdomain: account.subdomain },
    ...userInfo(account),
    status_message: `Connection is active and ready to use (connected_account_id: ${account.id}).`,
  };
}
