import { type Account, insertAccount } from '../accounts/account-store.ts';
import type { ComposioContext } from '../context.ts';
import { insertLink } from './link-store.ts';

/** Begins a new attempt to connect: an INITIATED account and the link that finishes it. */
export function startConnection(
  context: ComposioContext,
  attempt: {
    project: string;
    userId: string;
    authConfigId: string;
    /** Where the link page is served, without a trailing path. */
    pageBase: string;
    callbackUrl?: string | undefined;
    alias?: string | undefined;
  },
): { account: Account; token: string; redirectUrl: string; expiresAt: string } {
  const account = insertAccount(context, attempt);
  const link = insertLink(context, {
    accountId: account.id,
    pageBase: attempt.pageBase,
    callbackUrl: attempt.callbackUrl,
  });
  return { account, token: link.token, redirectUrl: link.redirect_url, expiresAt: link.expires_at };
}
