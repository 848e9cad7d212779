import { AtlassianOAuthError, refreshTokens, type Tokens } from '../connecting/atlassian-oauth.ts';
import type { ComposioContext } from '../context.ts';
import { type Account, updateAccount } from './account-store.ts';

/** A token this close to its end counts as expired, in milliseconds. */
const MARGIN_MS = 30_000;

/** Refresh tokens work once, so two calls at the same moment must share one refresh. */
const running = new Map<string, Promise<Account>>();

/** The fields of an account that come from a token answer. */
export function tokenFields(tokens: Tokens, now: Date) {
  return {
    access_token: tokens.access_token,
    refresh_token: tokens.refresh_token ?? null,
    token_expires_at: new Date(now.getTime() + tokens.expires_in * 1000).toISOString(),
    scope: tokens.scope,
  };
}

async function refresh(context: ComposioContext, account: Account, origin: string): Promise<Account> {
  try {
    if (account.refresh_token === null) throw new AtlassianOAuthError('no refresh token');
    const tokens = await refreshTokens(context.confluence, origin, account.refresh_token);
    return updateAccount(context, account.id, tokenFields(tokens, context.now()));
  } catch (error) {
    if (!(error instanceof AtlassianOAuthError)) throw error;
    return updateAccount(context, account.id, {
      status: 'EXPIRED',
      status_reason: `OAuth token refresh failed: ${error.message}`,
    });
  }
}

/**
 * Returns the account with an access token that still holds, refreshed when it had run out.
 * When Atlassian refuses the refresh, the account returned is EXPIRED.
 */
export function withFreshToken(context: ComposioContext, account: Account, origin: string): Promise<Account> {
  const end = Date.parse(account.token_expires_at ?? '');
  if (end - MARGIN_MS > context.now().getTime()) return Promise.resolve(account);
  const key = account.refresh_token ?? account.id;
  const pending = running.get(key) ?? refresh(context, account, origin).finally(() => running.delete(key));
  running.set(key, pending);
  return pending;
}
