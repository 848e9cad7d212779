import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Account, deleteAccount, listAccounts, updateAccount } from '../accounts/account-store.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import { commaList, listPage } from '../list-page.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import {
  AUTH_SCHEMES,
  type AuthConfig,
  deleteAuthConfig,
  getAuthConfig,
  insertAuthConfig,
  listAuthConfigs,
  updateAuthConfig,
} from './auth-config-store.ts';
import { SCHEME_DETAILS } from './auth-schemes.ts';
import { describeAuthConfig } from './describe-auth-config.ts';

const scopes = z.union([z.string(), z.array(z.string())]);
const tools = z.array(z.string()).optional();
const toolAccess = z
  .object({ tools_available_for_execution: tools, tools_for_connected_account_creation: tools })
  .optional();
const credentials = z.record(z.string(), z.unknown()).optional();
const proxy = z.object({ proxy_url: z.string(), proxy_auth_key: z.string().optional() }).nullish();
const common = {
  name: z.string().min(1).optional(),
  is_enabled_for_tool_router: z.boolean().optional(),
  tool_access_config: toolAccess,
  restrict_to_following_tools: tools,
};

const createSchema = z.object({
  toolkit: z.object({ slug: z.string().transform((slug) => slug.toLowerCase()) }),
  auth_config: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('use_composio_managed_auth'), credentials, ...common }),
      z.object({
        type: z.literal('use_custom_auth'),
        authScheme: z.string(),
        credentials,
        proxy_config: proxy,
        ...common,
      }),
    ])
    .default({ type: 'use_composio_managed_auth' }),
});

const updateSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('default'), scopes: scopes.optional(), ...common }),
  z.object({ type: z.literal('custom'), credentials, proxy_config: proxy, ...common }),
]);

function refuse(message: string): never {
  throw new ComposioError(400, 'AuthConfig_BadRequest', message);
}

/** Throws 400 when a developer's own auth config lacks what its scheme needs, or the scheme does not exist here. */
function checkedScheme(name: string, given: Record<string, unknown>): AuthConfig['scheme'] {
  const scheme = AUTH_SCHEMES.find((one) => one === name);
  if (scheme === undefined)
    refuse(`Auth scheme ${name} is not supported by ${CONFLUENCE.slug}. Use ${AUTH_SCHEMES.join(', ')}.`);
  const missing = SCHEME_DETAILS[scheme].creation.required
    .filter(({ name: key }) => !given[key])
    .map(({ name: key }) => key);
  if (missing.length > 0) refuse(`credentials: missing ${missing.join(', ')}`);
  return scheme;
}

/** Lists, reads, makes, changes and removes auth configs. */
export function createAuthConfigs(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();
  const { db } = context;

  const find = (c: Context<ProjectEnv>) => getAuthConfig(db, c.get('project'), c.req.param('id') ?? '');
  const accountsOf = (config: AuthConfig): Account[] =>
    listAccounts(context, config.project).filter((account) => account.auth_config_id === config.id);
  const shown = (config: AuthConfig) => describeAuthConfig(config, accountsOf(config).length);

  app.get('/auth_configs', (c) => {
    const query = c.req.query();
    const toolkits = commaList(query.toolkit_slug);
    const configs = listAuthConfigs(db, c.get('project')).filter(
      (config) =>
        (toolkits === undefined || toolkits.includes(config.toolkit)) &&
        (query.is_composio_managed === undefined || query.is_composio_managed === String(config.managed)) &&
        (config.enabled || query.show_disabled === 'true') &&
        `${config.name} ${config.id}`.toLowerCase().includes((query.search ?? '').toLowerCase()),
    );
    return c.json(listPage(configs.map(shown), query));
  });

  app.get('/auth_configs/:id', (c) => c.json(shown(find(c))));

  app.post('/auth_configs', async (c) => {
    const { toolkit, auth_config: asked } = await readBody(c, createSchema, 'AuthConfig_BadRequest');
    if (toolkit.slug !== CONFLUENCE.slug) {
      throw new ComposioError(404, 'Toolkit_NotFound', `Toolkit ${toolkit.slug} not found.`);
    }
    const managed = asked.type === 'use_composio_managed_auth';
    const scheme = managed ? 'OAUTH2' : checkedScheme(asked.authScheme, asked.credentials ?? {});
    const config = insertAuthConfig(context, c.get('project'), {
      name: asked.name ?? `Confluence, ${managed ? 'managed OAuth' : scheme}`,
      scheme,
      managed,
      in_sessions: asked.is_enabled_for_tool_router ?? true,
      credentials: asked.credentials ?? {},
      tool_access: asked.tool_access_config ?? {
        tools_for_connected_account_creation: asked.restrict_to_following_tools,
      },
      proxy: managed ? null : (asked.proxy_config ?? null),
    });
    return c.json(
      {
        toolkit: { slug: config.toolkit },
        auth_config: { id: config.id, auth_scheme: config.scheme, is_composio_managed: config.managed },
      },
      201,
    );
  });

  app.patch('/auth_configs/:id', async (c) => {
    const config = find(c);
    const body = await readBody(c, updateSchema, 'AuthConfig_BadRequest');
    if ((body.type === 'default') !== config.managed) {
      refuse(`This auth config is of type ${config.managed ? 'default' : 'custom'}, not ${body.type}.`);
    }
    const given =
      body.type === 'default' ? (body.scopes === undefined ? {} : { scopes: body.scopes }) : body.credentials;
    updateAuthConfig(context, config, {
      ...(body.name === undefined ? {} : { name: body.name }),
      ...(body.is_enabled_for_tool_router === undefined
        ? {}
        : { in_sessions: body.is_enabled_for_tool_router }),
      ...(given === undefined ? {} : { credentials: { ...config.credentials, ...given } }),
      ...(body.tool_access_config === undefined ? {} : { tool_access: body.tool_access_config }),
      ...(body.type === 'custom' && body.proxy_config !== undefined ? { proxy: body.proxy_config } : {}),
    });
    return c.json({ success: true });
  });

  app.patch('/auth_configs/:id/:status{ENABLED|DISABLED}', (c) => {
    const config = find(c);
    const enabled = c.req.param('status') === 'ENABLED';
    updateAuthConfig(context, config, { enabled });
    for (const account of accountsOf(config)) {
      if (!enabled && account.status === 'ACTIVE') {
        updateAccount(context, account.id, {
          status: 'INACTIVE',
          status_reason: 'Auth config disabled',
          disabled_by: 'auth_config',
        });
      } else if (enabled && account.disabled_by === 'auth_config') {
        updateAccount(context, account.id, { status: 'ACTIVE', status_reason: null, disabled_by: null });
      }
    }
    return c.json({ success: true });
  });

  app.delete('/auth_configs/:id', (c) => {
    const config = find(c);
    for (const account of accountsOf(config)) deleteAccount(context, account.id);
    deleteAuthConfig(db, config);
    return c.json({ success: true });
  });

  return app;
}
