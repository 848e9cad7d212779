import { type AccessList, type Account, insertAccount, updateAccount } from '../accounts/account-store.ts';
import { type AuthConfig, refuseDisabled } from '../auth-configs/auth-config-store.ts';
import type { ComposioContext } from '../context.ts';
import { insertLink } from './link-store.ts';
import { parseSubdomain } from './subdomain.ts';

/** An attempt to connect, and the link a person finishes it with. */
export type StartedConnection = { account: Account; token: string; redirectUrl: string; expiresAt: string };

/** Begins a new attempt to connect: an INITIATED account and the link that finishes it. */
export function startConnection(
  context: ComposioContext,
  attempt: {
    project: string;
    userId: string;
    authConfig: AuthConfig;
    /** Where the link page is served, without a trailing path. */
    pageBase: string;
    callbackUrl?: string | undefined;
    alias?: string | undefined;
    shared?: AccessList | undefined;
    /** What is known of the connection already, such as `subdomain`. */
    known?: Record<string, string> | undefined;
    legacy?: boolean;
  },
): StartedConnection {
  refuseDisabled(attempt.authConfig);
  const account = insertAccount(context, attempt);
  const link = insertLink(context, {
    accountId: account.id,
    pageBase: attempt.pageBase,
    callbackUrl: attempt.callbackUrl,
    legacy: attempt.legacy ?? false,
  });
  const { subdomain = '', ...fields } = attempt.known ?? {};
  return {
    account: updateAccount(context, account.id, { subdomain: parseSubdomain(subdomain) ?? null, fields }),
    token: link.token,
    redirectUrl: link.redirect_url,
    expiresAt: link.expires_at,
  };
}
