import { getAuthConfig } from '../auth-configs/auth-config-store.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import { type Account, updateAccount } from './account-store.ts';

function refuse(message: string): never {
  throw new ComposioError(400, 'ConnectedAccount_BadRequest', message);
}

/** Switches an account off or on again. Throws 400 from any status but ACTIVE and INACTIVE. */
export function switchAccount(context: ComposioContext, account: Account, enabled: boolean): Account {
  const wanted = enabled ? 'ACTIVE' : 'INACTIVE';
  if (account.status === wanted) return account;
  if (account.status !== 'ACTIVE' && account.status !== 'INACTIVE') {
    refuse(`A connected account that is ${account.status} cannot be ${enabled ? 'enabled' : 'disabled'}.`);
  }
  if (!enabled) {
    return updateAccount(context, account.id, {
      status: 'INACTIVE',
      status_reason: 'The user changed the status',
      disabled_by: 'user',
    });
  }
  if (!getAuthConfig(context.db, account.project, account.auth_config_id).enabled) {
    refuse('The auth config of this connected account is disabled.');
  }
  return updateAccount(context, account.id, { status: 'ACTIVE', status_reason: null, disabled_by: null });
}

/** Takes the access of an OAuth account back. Its tokens are forgotten. Throws 400 where there is nothing to revoke. */
export function revokeAccount(context: ComposioContext, account: Account): Account {
  if (account.scheme !== 'OAUTH2' || account.access_token === null) {
    refuse(
      `This connected account (${account.scheme}, ${account.status}) has no access that could be revoked.`,
    );
  }
  return updateAccount(context, account.id, {
    status: 'REVOKED',
    status_reason: 'Revoked by the user',
    access_token: null,
    refresh_token: null,
    token_expires_at: null,
  });
}
