import { z } from 'zod';
import { chooseAccount } from '../accounts/choose-account.ts';
import { usableAccounts } from '../accounts/usable-accounts.ts';
import { authConfigForLink } from '../auth-configs/auth-config-store.ts';
import { startConnection } from '../connecting/start-connection.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import type { Caller } from '../execute-tool.ts';
import { isToolkitAllowed } from '../sessions/session-tools.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import { type MetaResult, metaDone } from './meta-result.ts';

export const manageConnectionsInput = z.object({
  toolkits: z.array(z.string()).min(1),
  reinitiate_all: z.boolean().default(false),
});

function failed(toolkit: string, message: string) {
  return { toolkit, status: 'failed', has_active_connection: false, error_message: message };
}

function manageToolkit(context: ComposioContext, caller: Caller, toolkit: string, again: boolean) {
  if (toolkit !== CONFLUENCE.slug) return failed(toolkit, `Toolkit ${toolkit} not found.`);
  if (!isToolkitAllowed(caller.config, toolkit)) {
    return failed(toolkit, `[Session Restriction] Toolkit '${toolkit}' is disabled for this session.`);
  }
  const choice = chooseAccount(usableAccounts(context, caller), toolkit, {
    ...caller.config,
    multi_account: undefined,
  });
  if (choice.found && !again) {
    const { account } = choice;
    return {
      toolkit,
      status: 'active',
      has_active_connection: true,
      connected_account_id: account.id,
      auth_config_id: account.auth_config_id,
      created_at: account.created_at,
      ...(account.person
        ? { current_user_info: { display_name: account.person.displayName, email: account.person.email } }
        : {}),
    };
  }
  const authConfig = authConfigForLink(context, caller.project, caller.config.auth_configs?.[toolkit]);
  const started = startConnection(context, {
    project: caller.project,
    userId: caller.userId,
    authConfig,
    pageBase: caller.config.experimental?.link_url_overwrite ?? caller.origin,
    callbackUrl: caller.config.manage_connections?.callback_url,
  });
  return {
    toolkit,
    status: 'initiated',
    has_active_connection: false,
    redirect_url: started.redirectUrl,
    connected_account_id: started.account.id,
    auth_config_id: authConfig.id,
    created_at: started.account.created_at,
    was_reinitiated: choice.found,
    instruction: `Show this link to the person and ask them to connect ${CONFLUENCE.name}: ${started.redirectUrl} (it works for 10 minutes).`,
  };
}

/** COMPOSIO_MANAGE_CONNECTIONS: reports each toolkit's connection and starts one where none is active. */
export function manageConnections(
  context: ComposioContext,
  caller: Caller,
  input: z.infer<typeof manageConnectionsInput>,
): MetaResult {
  const toolkits = [...new Set(input.toolkits.map((toolkit) => toolkit.toLowerCase()))];
  const results = toolkits.map((toolkit) => {
    try {
      return manageToolkit(context, caller, toolkit, input.reinitiate_all);
    } catch (error) {
      if (error instanceof ComposioError) return failed(toolkit, error.message);
      throw error;
    }
  });
  const count = (status: string) => results.filter((result) => result.status === status).length;
  return metaDone({
    message:
      count('initiated') > 0
        ? 'Some toolkits need the person to connect. Show them the redirect_url.'
        : 'Nothing has to be connected.',
    results: Object.fromEntries(results.map((result) => [result.toolkit, result])),
    summary: {
      total_toolkits: results.length,
      active_connections: count('active'),
      initiated_connections: count('initiated'),
      failed_connections: count('failed'),
    },
  });
}
