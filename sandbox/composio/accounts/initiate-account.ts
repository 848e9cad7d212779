import { z } from 'zod';
import { getAuthConfig } from '../auth-configs/auth-config-store.ts';
import { SCHEME_DETAILS } from '../auth-configs/auth-schemes.ts';
import { connectAtOnce } from '../connecting/finish-connection.ts';
import { startConnection } from '../connecting/start-connection.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import { type createSchema, sharedAfter, typedFields } from './account-requests.ts';
import { deleteAccount } from './account-store.ts';
import { describeAccount, describeSharing } from './describe-account.ts';

const tokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
  expires_in: z.coerce.number().positive().catch(3600),
});

function refuse(message: string, fix?: string): never {
  throw new ComposioError(400, 'ConnectedAccount_BadRequest', message, fix);
}

/**
 * The older way to connect: with a key, as an app of one's own, but no more with Composio's managed OAuth app.
 * An API key and a service app are connected at once; a person finishes an OAuth app's attempt through its link.
 * @returns the body of the answer
 */
export async function initiateAccount(
  context: ComposioContext,
  caller: { project: string; origin: string },
  body: z.infer<typeof createSchema>,
) {
  const config = getAuthConfig(context.db, caller.project, body.auth_config.id);
  if (config.managed) {
    refuse(
      'Creating connections for Composio-managed OAuth on this endpoint is no longer supported. Use POST /api/v3/connected_accounts/link instead.',
      'POST /api/v3/connected_accounts/link',
    );
  }
  const { connection } = body;
  const scheme = connection.state?.authScheme ?? config.scheme;
  if (scheme !== config.scheme)
    refuse(`The auth config uses ${config.scheme}, the connection state ${scheme}.`);
  const values = { ...connection.data, ...connection.state?.val };
  const known = typedFields(values);
  const missing = SCHEME_DETAILS[config.scheme].initiation.required.filter(({ name }) => !known[name]);
  if (config.scheme !== 'OAUTH2' && missing.length > 0) {
    refuse(`Missing required fields: ${missing.map(({ name }) => name).join(', ')}`);
  }
  const started = startConnection(context, {
    project: caller.project,
    userId: connection.user_id,
    authConfig: config,
    pageBase: caller.origin,
    callbackUrl: connection.callback_url,
    alias: connection.alias,
    shared: sharedAfter(connection.experimental, undefined),
    known,
    legacy: true,
  });
  const tokens = tokenSchema.safeParse(values);
  const waits = config.scheme === 'OAUTH2' && !tokens.success;
  const account = waits
    ? started.account
    : await connectAtOnce(context, started.account, caller.origin, tokens.data);
  if (body.validate_credentials && !waits && account.person === null) {
    deleteAccount(context, account.id);
    refuse('The credentials could not be validated with Confluence.');
  }
  const redirectUrl = waits ? started.redirectUrl : null;
  const { state } = describeAccount(context.db, account);
  return {
    id: account.id,
    status: account.status,
    connectionData: state,
    redirect_url: redirectUrl,
    redirect_uri: redirectUrl,
    experimental: describeSharing(account),
  };
}
