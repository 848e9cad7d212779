import { getAuthConfig } from '../auth-configs/auth-config-store.ts';
import type { ComposioContext, SiteAccess } from '../context.ts';
import type { SessionConfig } from '../sessions/session-config.ts';
import type { Account } from './account-store.ts';
import { chooseAccount } from './choose-account.ts';
import { openSite } from './site-access.ts';
import { usableAccounts } from './usable-accounts.ts';

export type OpenedAccount =
  | { found: true; account: Account; site: SiteAccess }
  | { found: false; reason: 'no_connection' | 'restricted'; error: string };

/**
 * Chooses the account a call runs with and opens its site. Only an ACTIVE account is ever opened.
 * @param call.tool slug of the app tool, when it is one: the auth config may allow some tools only
 * @param call.account id or alias of the account, when the caller names one
 */
export async function openAccount(
  context: ComposioContext,
  caller: { project: string; userId: string; config: SessionConfig; origin: string },
  call: { toolkit: string; tool?: string | undefined; account?: string | undefined },
): Promise<OpenedAccount> {
  const accounts = usableAccounts(context, caller);
  const choice = chooseAccount(accounts, call.toolkit, caller.config, call.account);
  if (!choice.found) return { found: false, reason: 'no_connection', error: choice.error };
  const { account } = choice;
  const allowed = getAuthConfig(context.db, caller.project, account.auth_config_id).tool_access
    .tools_available_for_execution;
  if (
    call.tool !== undefined &&
    allowed !== undefined &&
    allowed.length > 0 &&
    !allowed.includes(call.tool)
  ) {
    const error = `Tool ${call.tool} is not allowed by the auth config ${account.auth_config_id}.`;
    return { found: false, reason: 'restricted', error };
  }
  const site = await openSite(context, account, caller.origin);
  if (site === undefined) {
    const error = `No active connected account found for toolkit: ${call.toolkit}`;
    return { found: false, reason: 'no_connection', error };
  }
  return { found: true, account, site };
}
