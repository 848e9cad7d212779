import { usableAccounts } from '../accounts/usable-accounts.ts';
import { listAuthConfigs } from '../auth-configs/auth-config-store.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError, type ErrorSlug } from '../errors.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import { configProblem, type SessionConfig } from './session-config.ts';

function refuse(message: string, slug: ErrorSlug = 'ToolRouterV2_BadRequest'): never {
  throw new ComposioError(400, slug, message);
}

/** Throws 400 when a session names toolkits, accounts or auth configs that do not exist or are not its user's. */
export function checkSessionTargets(
  context: ComposioContext,
  session: { project: string; userId: string; config: SessionConfig },
): void {
  const { config, project } = session;
  const problem = configProblem(config);
  if (problem !== undefined) refuse(problem);

  const toolkits =
    config.toolkits === undefined || 'disable' in config.toolkits ? [] : config.toolkits.enable;
  const named = [
    ...toolkits,
    ...Object.keys({ ...config.tools, ...config.auth_configs, ...config.connected_accounts }),
  ];
  const unknown = [...new Set(named)].filter((slug) => slug !== CONFLUENCE.slug);
  if (unknown.length > 0) {
    refuse(`Toolkits not found: ${unknown.join(', ')}. The sandbox has ${CONFLUENCE.slug} only.`);
  }

  const authConfigs = new Set(listAuthConfigs(context.db, project).map(({ id }) => id));
  for (const id of Object.values(config.auth_configs ?? {})) {
    if (!authConfigs.has(id)) refuse(`Auth config ${id} not found.`);
  }
  const own = new Set(usableAccounts(context, session).map(({ id }) => id));
  for (const id of Object.values(config.connected_accounts ?? {}).flat()) {
    if (!own.has(id)) {
      refuse(
        `Connected account ${id} does not belong to this user and toolkit.`,
        'ToolRouterV2_InvalidConnectedAccountIds',
      );
    }
  }
}
