import type { ComposioContext } from '../context.ts';
import type { SessionConfig } from '../sessions/session-config.ts';
import { type Account, listAccounts } from './account-store.ts';

/** Whether a shared account lets a user in who does not own it. */
function maySomeoneElseUse(account: Account, userId: string): boolean {
  const list = account.shared;
  if (list === null || list.not_allowed_user_ids.includes(userId)) return false;
  return list.allow_all_users || list.allowed_user_ids.includes(userId);
}

/**
 * The accounts a session may choose from, newest first: the user's own, and shared ones of others that the session
 * names and that let the user in.
 */
export function usableAccounts(
  context: ComposioContext,
  caller: { project: string; userId: string; config: SessionConfig },
): Account[] {
  const named = new Set(Object.values(caller.config.connected_accounts ?? {}).flat());
  return listAccounts(context, caller.project).filter(
    (account) =>
      account.user_id === caller.userId ||
      (named.has(account.id) && maySomeoneElseUse(account, caller.userId)),
  );
}
