import { getAuthConfig } from '../auth-configs/auth-config-store.ts';
import { clientOf } from '../auth-configs/oauth-client.ts';
import {
  AtlassianOAuthError,
  refreshTokens,
  serviceTokens,
  type Tokens,
} from '../connecting/atlassian-oauth.ts';
import type { ComposioContext } from '../context.ts';
import { type Account, updateAccount } from './account-store.ts';
import { expireAccount } from './expire-account.ts';

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

async function renew(context: ComposioContext, account: Account, origin: string): Promise<Account> {
  try {
    const client = clientOf(getAuthConfig(context.db, account.project, account.auth_config_id));
    if (account.scheme === 'S2S_OAUTH2') {
      const tokens = await serviceTokens(context.confluence, origin, client);
      return updateAccount(context, account.id, tokenFields(tokens, context.now()));
    }
    if (account.refresh_token === null) throw new AtlassianOAuthError('no refresh token');
    const tokens = await refreshTokens(context.confluence, origin, client, account.refresh_token);
    return updateAccount(context, account.id, tokenFields(tokens, context.now()));
  } catch (error) {
    if (!(error instanceof AtlassianOAuthError)) throw error;
    return expireAccount(context, account, `OAuth token refresh failed: ${error.message}`);
  }
}

/** Gets a new access token for an account, or makes it EXPIRED when Atlassian gives none. Callers at once share one. */
export function renewToken(context: ComposioContext, account: Account, origin: string): Promise<Account> {
  const key = account.refresh_token ?? account.id;
  const pending = running.get(key) ?? renew(context, account, origin).finally(() => running.delete(key));
  running.set(key, pending);
  return pending;
}

/**
 * Returns the account with an access token that still holds, refreshed when it had run out.
 * When Atlassian refuses the refresh, the account returned is EXPIRED.
 */
export function withFreshToken(context: ComposioContext, account: Account, origin: string): Promise<Account> {
  const end = Date.parse(account.token_expires_at ?? '');
  if (end - MARGIN_MS > context.now().getTime()) return Promise.resolve(account);
  return renewToken(context, account, origin);
}
