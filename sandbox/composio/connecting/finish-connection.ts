import { type Account, updateAccount } from '../accounts/account-store.ts';
import { tokenFields } from '../accounts/fresh-token.ts';
import { openSite } from '../accounts/site-access.ts';
import { getAuthConfig } from '../auth-configs/auth-config-store.ts';
import { clientOf } from '../auth-configs/oauth-client.ts';
import type { ComposioContext } from '../context.ts';
import {
  AtlassianOAuthError,
  exchangeCode,
  findCloudId,
  findPerson,
  serviceTokens,
  type Tokens,
} from './atlassian-oauth.ts';

/** Closes an attempt without success. */
export function failConnection(context: ComposioContext, account: Account, reason: string): Account {
  return updateAccount(context, account.id, { status: 'FAILED', status_reason: reason });
}

/** Takes the tokens into the account and finds its site: it becomes ACTIVE, or FAILED with the reason. */
async function connectWithTokens(
  context: ComposioContext,
  account: Account,
  origin: string,
  tokens: Promise<Tokens>,
): Promise<Account> {
  try {
    const given = await tokens;
    const cloudId = await findCloudId(
      context.confluence,
      origin,
      given.access_token,
      account.subdomain ?? '',
    );
    const connected = updateAccount(context, account.id, {
      ...tokenFields(given, context.now()),
      status: 'ACTIVE',
      status_reason: null,
      cloud_id: cloudId,
    });
    return rememberPerson(context, connected, origin);
  } catch (error) {
    if (!(error instanceof AtlassianOAuthError)) throw error;
    return failConnection(context, account, `OAuth token exchange failed: ${error.message}`);
  }
}

async function rememberPerson(context: ComposioContext, account: Account, origin: string): Promise<Account> {
  const site = await openSite(context, account, origin);
  if (site === undefined) return account;
  return updateAccount(context, account.id, { person: await findPerson(site) });
}

/** Exchanges the code of a consent and closes the attempt. */
export function finishConnection(
  context: ComposioContext,
  account: Account,
  origin: string,
  code: string,
): Promise<Account> {
  const client = clientOf(getAuthConfig(context.db, account.project, account.auth_config_id));
  return connectWithTokens(context, account, origin, exchangeCode(context.confluence, origin, client, code));
}

/**
 * Closes an attempt that needs no consent: an app that acts as itself gets its token now, tokens from elsewhere are
 * taken in, and an API key is taken as it is: ACTIVE at once, it shows on its first use whether it is good.
 */
export async function connectAtOnce(
  context: ComposioContext,
  account: Account,
  origin: string,
  imported?: { access_token: string; refresh_token?: string | null | undefined; expires_in: number },
): Promise<Account> {
  if (account.scheme === 'S2S_OAUTH2') {
    const client = clientOf(getAuthConfig(context.db, account.project, account.auth_config_id));
    return connectWithTokens(context, account, origin, serviceTokens(context.confluence, origin, client));
  }
  if (imported !== undefined) {
    const { refresh_token, ...tokens } = imported;
    const given = { ...tokens, scope: '', ...(refresh_token ? { refresh_token } : {}) };
    return connectWithTokens(context, account, origin, Promise.resolve(given));
  }
  const connected = updateAccount(context, account.id, { status: 'ACTIVE', status_reason: null });
  return rememberPerson(context, connected, origin);
}
