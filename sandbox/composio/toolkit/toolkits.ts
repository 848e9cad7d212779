import { Hono } from 'hono';
import { ComposioError } from '../errors.ts';
import { listPage } from '../list-page.ts';
import type { ProjectEnv } from '../projects.ts';
import { CONFLUENCE, toolkitMeta } from './toolkit.ts';

const subdomainField = {
  name: 'subdomain',
  displayName: 'Site',
  type: 'string',
  description: 'The <x> in <x>.atlassian.net',
  required: true,
};

/** Lists and describes toolkits. There is one. */
export function createToolkits(): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();

  app.get('/toolkits', (c) => {
    const { category, managed_by } = c.req.query();
    const shown = (category ?? 'team-collaboration') === 'team-collaboration' && managed_by !== 'project';
    const item = {
      slug: CONFLUENCE.slug,
      name: CONFLUENCE.name,
      auth_schemes: ['OAUTH2'],
      composio_managed_auth_schemes: ['OAUTH2'],
      no_auth: false,
      is_local_toolkit: false,
      meta: toolkitMeta(),
      deprecated: { toolkitId: CONFLUENCE.slug },
    };
    return c.json(listPage(shown ? [item] : [], c.req.query()));
  });

  app.get('/toolkits/:slug', (c) => {
    const slug = c.req.param('slug').toLowerCase();
    if (slug !== CONFLUENCE.slug)
      throw new ComposioError(404, 'Toolkit_NotFound', `Toolkit ${slug} not found.`);
    return c.json({
      slug,
      name: CONFLUENCE.name,
      enabled: true,
      type: 'native',
      is_local_toolkit: false,
      composio_managed_auth_schemes: ['OAUTH2'],
      composio_managed_auth: [{ mode: 'OAUTH2', scopes: { available: CONFLUENCE.scopes } }],
      auth_config_details: [
        {
          mode: 'OAUTH2',
          name: 'confluence_oauth',
          fields: {
            auth_config_creation: { required: [], optional: [] },
            connected_account_initiation: { required: [subdomainField], optional: [] },
          },
        },
      ],
      meta: toolkitMeta(),
      deprecated: { toolkitId: CONFLUENCE.slug, rawProxyInfoByAuthSchemes: [] },
    });
  });

  return app;
}
