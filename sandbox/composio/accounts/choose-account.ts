import type { SessionConfig } from '../sessions/session-config.ts';
import type { Account } from './account-store.ts';

export type AccountChoice =
  | { found: true; account: Account }
  | { found: false; reason: 'none' | 'ambiguous'; error: string };

/** The accounts of a toolkit a session's settings leave, newest first, and no more of them than it may hold. */
export function sessionAccounts(
  accounts: readonly Account[],
  toolkit: string,
  config: SessionConfig,
): Account[] {
  const listed = config.connected_accounts?.[toolkit];
  const authConfig = config.auth_configs?.[toolkit];
  const multi = config.multi_account;
  return accounts
    .filter(
      (account) =>
        account.toolkit === toolkit &&
        account.status === 'ACTIVE' &&
        (listed === undefined || listed.includes(account.id)) &&
        (authConfig === undefined || authConfig === account.auth_config_id),
    )
    .slice(0, multi?.enable ? (multi.max_accounts_per_toolkit ?? 5) : undefined);
}

/** Whether the caller must say which account is meant. */
export function mustSelect(active: readonly Account[], config: SessionConfig): boolean {
  const multi = config.multi_account;
  return active.length > 1 && (multi?.enable ?? false) && (multi?.require_explicit_selection ?? true);
}

/**
 * Which account a tool runs with. The session's own lists of accounts and auth configs come first; then the one
 * the caller names by id, alias or word id; else the newest. Only ACTIVE accounts count.
 * @param accounts the accounts the user may use, newest first
 */
export function chooseAccount(
  accounts: readonly Account[],
  toolkit: string,
  config: SessionConfig,
  named?: string,
): AccountChoice {
  const isNamed = (account: Account) => [account.id, account.alias, account.word_id].includes(named ?? null);
  const active = sessionAccounts(accounts, toolkit, config);
  const account = named === undefined ? active[0] : active.find(isNamed);
  if (account === undefined) {
    return {
      found: false,
      reason: 'none',
      error: `No active connected account found for toolkit: ${toolkit}`,
    };
  }
  if (named === undefined && mustSelect(active, config)) {
    const names = active.map((one) => (one.alias === null ? one.id : `${one.id} "${one.alias}"`)).join(', ');
    return {
      found: false,
      reason: 'ambiguous',
      error: `Several connected accounts for toolkit ${toolkit}: pass one as account (${names}).`,
    };
  }
  return { found: true, account };
}
