import { type Account, insertAccount, updateAccount } from '../composio/accounts/account-store.ts';
import { authConfigForLink } from '../composio/auth-configs/auth-config-store.ts';
import { connectAtOnce } from '../composio/connecting/finish-connection.ts';
import type { ComposioContext } from '../composio/context.ts';
import { projectOf } from '../composio/projects.ts';
import { CONFLUENCE } from '../composio/toolkit/toolkit.ts';
import { managedClient } from '../confluence/oauth/clients.ts';
import { redeemCode, writeCode } from '../confluence/oauth/grants.ts';
import { type Site, siteName } from '../confluence/site.ts';
import type { Person } from '../confluence/users/people.ts';

/**
 * Connects a user of a project to the site as a person, as if they had been through the link and the consent page.
 * Returns the ACTIVE account.
 */
export async function connectAccount(
  context: ComposioContext,
  site: Site,
  wanted: { userId: string; person: Person; apiKey: string; alias?: string | undefined; origin: string },
): Promise<Account> {
  const project = projectOf(wanted.apiKey);
  const account = insertAccount(context, {
    project,
    userId: wanted.userId,
    authConfig: authConfigForLink(context, project, undefined),
    alias: wanted.alias,
  });
  const granted = { clientId: managedClient.clientId, redirectUri: '', scope: CONFLUENCE.scopes.join(' ') };
  const code = writeCode(site, { ...granted, person: wanted.person });
  const tokens = redeemCode(site, granted.clientId, { code, redirectUri: '' });
  if ('error' in tokens) throw new Error(tokens.error_description);
  const opened = updateAccount(context, account.id, { subdomain: siteName });
  const connected = await connectAtOnce(context, opened, wanted.origin, tokens);
  return updateAccount(context, connected.id, { scope: tokens.scope });
}
