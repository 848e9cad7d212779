import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { listAccounts } from '../accounts/account-store.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import { listPage } from '../list-page.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import { type AuthConfig, getAuthConfig, insertAuthConfig, listAuthConfigs } from './auth-config-store.ts';

const createSchema = z.object({
  toolkit: z.object({ slug: z.string() }),
  auth_config: z.object({ type: z.string(), name: z.string().optional() }).optional(),
});

/** Lists, reads and makes auth configs. All of them are Composio's managed OAuth app for Confluence. */
export function createAuthConfigs(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();
  const { db } = context;

  function describeAuthConfig(c: Context<ProjectEnv>, config: AuthConfig) {
    const accounts = listAccounts(context, c.get('project'));
    return {
      id: config.id,
      uuid: config.uuid,
      name: config.name,
      type: 'default',
      toolkit: { slug: config.toolkit, logo: CONFLUENCE.logo },
      auth_scheme: 'OAUTH2',
      is_composio_managed: true,
      is_enabled_for_tool_router: true,
      status: 'ENABLED',
      no_of_connections: accounts.filter((account) => account.auth_config_id === config.id).length,
      credentials: { scopes: CONFLUENCE.scopes },
      expected_input_fields: [],
      tool_access_config: {},
      created_at: config.created_at,
    };
  }

  app.get('/auth_configs', (c) => {
    const query = c.req.query();
    const configs = listAuthConfigs(db, c.get('project')).filter(
      (config) =>
        (query.toolkit_slug === undefined || query.toolkit_slug.split(',').includes(config.toolkit)) &&
        query.is_composio_managed !== 'false' &&
        config.name.toLowerCase().includes((query.search ?? '').toLowerCase()),
    );
    return c.json(
      listPage(
        configs.map((config) => describeAuthConfig(c, config)),
        query,
      ),
    );
  });

  app.get('/auth_configs/:id', (c) =>
    c.json(describeAuthConfig(c, getAuthConfig(db, c.get('project'), c.req.param('id')))),
  );

  app.post('/auth_configs', async (c) => {
    const body = await readBody(c, createSchema, 'AuthConfig_BadRequest');
    if (body.toolkit.slug !== CONFLUENCE.slug) {
      throw new ComposioError(404, 'Toolkit_NotFound', `Toolkit ${body.toolkit.slug} not found.`);
    }
    if ((body.auth_config?.type ?? 'use_composio_managed_auth') !== 'use_composio_managed_auth') {
      throw new ComposioError(400, 'AuthConfig_BadRequest', 'The sandbox has managed OAuth only.');
    }
    const config = insertAuthConfig(context, c.get('project'), body.auth_config?.name);
    return c.json(
      {
        toolkit: { slug: config.toolkit },
        auth_config: { id: config.id, auth_scheme: 'OAUTH2', is_composio_managed: true },
      },
      201,
    );
  });

  return app;
}
