import { type Account, updateAccount } from '../accounts/account-store.ts';
import { tokenFields } from '../accounts/fresh-token.ts';
import type { ComposioContext } from '../context.ts';
import { AtlassianOAuthError, exchangeCode, findCloudId, findPerson } from './atlassian-oauth.ts';

/** Closes an attempt without success. */
export function failConnection(context: ComposioContext, account: Account, reason: string): Account {
  return updateAccount(context, account.id, { status: 'FAILED', status_reason: reason });
}

/** Exchanges the code and finds the site: the account becomes ACTIVE, or FAILED with the reason. */
export async function finishConnection(
  context: ComposioContext,
  account: Account,
  origin: string,
  code: string,
): Promise<Account> {
  try {
    const tokens = await exchangeCode(context.confluence, origin, code);
    const access = tokens.access_token;
    const cloudId = await findCloudId(context.confluence, origin, access, account.subdomain ?? '');
    return updateAccount(context, account.id, {
      ...tokenFields(tokens, context.now()),
      status: 'ACTIVE',
      status_reason: null,
      cloud_id: cloudId,
      person: await findPerson(context.confluence, origin, access, cloudId),
    });
  } catch (error) {
    if (!(error instanceof AtlassianOAuthError)) throw error;
    return failConnection(context, account, `OAuth token exchange failed: ${error.message}`);
  }
}
