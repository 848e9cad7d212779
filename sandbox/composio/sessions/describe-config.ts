import type { SessionConfig } from './session-config.ts';

type Switch = { enable?: string[] | undefined } | { disable?: string[] | undefined };

/** Requests say `enable` and `disable`; replies say `enabled` and `disabled`. */
function renamed(value: Switch) {
  return {
    ...('enable' in value && value.enable ? { enabled: value.enable } : {}),
    ...('disable' in value && value.disable ? { disabled: value.disable } : {}),
  };
}

/** The `config` of a session reply, with every default filled in. */
export function describeConfig(userId: string, config: SessionConfig) {
  const manage = config.manage_connections;
  const workbench = config.workbench;
  const multi = config.multi_account;
  return {
    user_id: userId,
    ...(config.toolkits ? { toolkits: renamed(config.toolkits) } : {}),
    ...(config.tools
      ? {
          tools: Object.fromEntries(
            Object.entries(config.tools).map(([toolkit, filter]) => [
              toolkit,
              'tags' in filter ? { tags: renamed(filter.tags) } : renamed(filter),
            ]),
          ),
        }
      : {}),
    ...(config.tags ? { tags: renamed(config.tags) } : {}),
    auth_configs: config.auth_configs ?? {},
    connected_accounts: config.connected_accounts ?? {},
    manage_connections: {
      enabled: manage?.enable ?? true,
      ...(manage?.callback_url ? { callback_url: manage.callback_url } : {}),
      enable_wait_for_connections: manage?.enable_wait_for_connections ?? false,
      enable_connection_removal: manage?.enable_connection_removal ?? true,
    },
    workbench: {
      enable: workbench?.enable ?? true,
      proxy_execution_enabled: workbench?.enable_proxy_execution ?? true,
      auto_offload_threshold: workbench?.auto_offload_threshold ?? 20_000,
      sandbox_size: workbench?.sandbox_size ?? 'standard',
    },
    multi_account: {
      enable: multi?.enable ?? false,
      ...(multi?.enable
        ? {
            max_accounts_per_toolkit: multi.max_accounts_per_toolkit ?? 5,
            require_explicit_selection: multi.require_explicit_selection ?? true,
          }
        : {}),
    },
    preload: { tools: config.preload?.tools ?? [] },
    search: { enable: config.search?.enable ?? true },
    execute: { enable_multi_execute: config.execute?.enable_multi_execute ?? true },
  };
}
