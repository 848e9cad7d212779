import type { SessionConfig } from '../sessions/session-config.ts';
import type { Account } from './account-store.ts';

export type AccountChoice =
  | { found: true; account: Account }
  | { found: false; reason: 'none' | 'ambiguous'; error: string };

/**
 * Which account a tool runs with. The session's own lists of accounts and auth configs come first; then the one
 * the caller names by id or alias; else the newest. Only ACTIVE accounts count.
 * @param accounts the user's accounts, newest first
 */
export function chooseAccount(
  accounts: readonly Account[],
  toolkit: string,
  config: SessionConfig,
  named?: string,
): AccountChoice {
  const listed = config.connected_accounts?.[toolkit];
  const authConfig = config.auth_configs?.[toolkit];
  const active = accounts.filter(
    (account) =>
      account.toolkit === toolkit &&
      account.status === 'ACTIVE' &&
      (listed === undefined || listed.includes(account.id)) &&
      (authConfig === undefined || authConfig === account.auth_config_id) &&
      (named === undefined || named === account.id || named === account.alias),
  );
  const account = active[0];
  if (account === undefined) {
    return {
      found: false,
      reason: 'none',
      error: `No active connected account found for toolkit: ${toolkit}`,
    };
  }
  const explicit = config.multi_account?.enable && (config.multi_account.require_explicit_selection ?? true);
  if (explicit && named === undefined && active.length > 1) {
    return {
      found: false,
      reason: 'ambiguous',
      error: `Several connected accounts for toolkit ${toolkit}: pass one as account (${active.map((one) => one.id).join(', ')}).`,
    };
  }
  return { found: true, account };
}
