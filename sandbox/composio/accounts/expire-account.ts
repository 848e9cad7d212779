import type { ComposioContext } from '../context.ts';
import { type Account, updateAccount } from './account-store.ts';

/** An account that worked does not any more: it becomes EXPIRED and the project is told. */
export function expireAccount(context: ComposioContext, account: Account, reason: string): Account {
  const expired = updateAccount(context, account.id, { status: 'EXPIRED', status_reason: reason });
  context.accountExpired(expired);
  return expired;
}
