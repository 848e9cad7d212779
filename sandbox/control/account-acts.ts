import { z } from 'zod';
import { type Account, readAccount, updateAccount } from '../composio/accounts/account-store.ts';
import { revokeAccount, switchAccount } from '../composio/accounts/change-status.ts';
import { expireAccount } from '../composio/accounts/expire-account.ts';
import type { ComposioContext } from '../composio/context.ts';

/**
 * `expire`, `revoke` and `disable` end the account as Composio would. `expire_token` makes Composio refresh the token
 * at the next call. `break_token` takes the grant away at Atlassian, which Composio finds out at the next call.
 */
export const accountActSchema = z
  .strictObject({
    act: z.enum(['expire', 'revoke', 'disable', 'enable', 'expire_token', 'break_token']),
    account: z.string().optional(),
    user: z.string().optional(),
  })
  .refine(
    ({ account, user }) => (account === undefined) !== (user === undefined),
    'Name either an account or a user.',
  );
type AccountAct = z.infer<typeof accountActSchema>;

function act(context: ComposioContext, account: Account, kind: AccountAct['act']): Account {
  const { db } = context;
  const now = context.now().toISOString();
  switch (kind) {
    case 'expire':
      return expireAccount(context, account, 'Expired by the control room');
    case 'revoke':
      return revokeAccount(context, account);
    case 'disable':
    case 'enable':
      return switchAccount(context, account, kind === 'enable');
    case 'expire_token':
      db.prepare('UPDATE confluence_oauth_access_token SET expires_at = ? WHERE token = ?').run(
        now,
        account.access_token,
      );
      return updateAccount(context, account.id, { token_expires_at: now });
    case 'break_token':
      db.prepare(
        `DELETE FROM confluence_oauth_grant
          WHERE id IN (SELECT grant_id FROM confluence_oauth_access_token WHERE token = ?)`,
      ).run(account.access_token);
      return readAccount(context, account.id);
  }
}

/** Does it to the account named, or to all accounts of the user. Returns them as they are then. */
export function actOnAccounts(context: ComposioContext, given: AccountAct): Account[] {
  const rows = context.db
    .prepare('SELECT id FROM composio_accounts WHERE id = ? OR user_id = ? ORDER BY seq')
    .all(given.account ?? '', given.user ?? '');
  return rows.map(({ id }) => act(context, readAccount(context, String(id)), given.act));
}
