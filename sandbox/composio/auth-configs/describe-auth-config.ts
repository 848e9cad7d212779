import { mask } from '../mask.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import type { AuthConfig } from './auth-config-store.ts';
import { connectionFields } from './auth-schemes.ts';
import { scopesOf } from './oauth-client.ts';

const SECRETS = ['client_secret'];

/** An auth config as the API answers it. The client secret is masked. */
export function describeAuthConfig(config: AuthConfig, connections: number) {
  const credentials = Object.fromEntries(
    Object.entries(config.credentials).map(([key, value]) => [
      key,
      SECRETS.includes(key) ? mask(String(value)) : value,
    ]),
  );
  return {
    id: config.id,
    uuid: config.uuid,
    name: config.name,
    type: config.managed ? 'default' : 'custom',
    toolkit: { slug: config.toolkit, logo: CONFLUENCE.logo },
    auth_scheme: config.scheme,
    is_composio_managed: config.managed,
    is_enabled_for_tool_router: config.in_sessions,
    status: config.enabled ? 'ENABLED' : 'DISABLED',
    no_of_connections: connections,
    credentials: config.scheme === 'OAUTH2' ? { ...credentials, scopes: scopesOf(config) } : credentials,
    expected_input_fields: connectionFields(config.scheme),
    tool_access_config: config.tool_access,
    proxy_config:
      config.proxy === null
        ? null
        : {
            ...config.proxy,
            ...(config.proxy.proxy_auth_key ? { proxy_auth_key: mask(config.proxy.proxy_auth_key) } : {}),
          },
    created_at: config.created_at,
    last_updated_at: config.updated_at,
  };
}
