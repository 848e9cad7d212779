import { Hono } from 'hono';
import { AUTH_SCHEMES } from '../auth-configs/auth-config-store.ts';
import { authConfigDetails } from '../auth-configs/auth-schemes.ts';
import { ComposioError } from '../errors.ts';
import { listPage } from '../list-page.ts';
import type { ProjectEnv } from '../projects.ts';
import { CONFLUENCE, toolkitMeta } from './toolkit.ts';

const CATEGORY = { id: 'team-collaboration', name: 'team collaboration' };

const managedSchemes = ['OAUTH2'];

/** A toolkit in a list: its categories go by id there, and by slug in its detail. */
function listItem() {
  return {
    slug: CONFLUENCE.slug,
    name: CONFLUENCE.name,
    type: 'native',
    auth_schemes: AUTH_SCHEMES,
    composio_managed_auth_schemes: managedSchemes,
    no_auth: false,
    is_local_toolkit: false,
    meta: { ...toolkitMeta(), categories: [CATEGORY] },
    deprecated: { toolkitId: CONFLUENCE.slug },
  };
}

function detail() {
  return {
    slug: CONFLUENCE.slug,
    name: CONFLUENCE.name,
    enabled: true,
    type: 'native',
    is_local_toolkit: false,
    composio_managed_auth_schemes: managedSchemes,
    composio_managed_auth: [{ mode: 'OAUTH2', scopes: { available: CONFLUENCE.scopes } }],
    auth_config_details: authConfigDetails(),
    auth_guide_url: null,
    base_url: 'https://api.atlassian.com/ex/confluence/{{cloud_id}}',
    get_current_user_endpoint: '/wiki/rest/api/user/current',
    get_current_user_endpoint_method: 'GET',
    meta: { ...toolkitMeta(), categories: [{ slug: CATEGORY.id, name: CATEGORY.name }] },
    deprecated: { toolkitId: CONFLUENCE.slug, rawProxyInfoByAuthSchemes: [] },
  };
}

/** Whether the one toolkit there is fits a query. */
function fits(query: Record<string, string>): boolean {
  const words = `${CONFLUENCE.slug} ${CONFLUENCE.name} ${CONFLUENCE.description}`.toLowerCase();
  return (
    (!query.category || [CATEGORY.id, CATEGORY.name].includes(query.category.toLowerCase())) &&
    query.managed_by !== 'project' &&
    query.type !== 'custom' &&
    query.is_local !== 'true' &&
    words.includes((query.search ?? '').toLowerCase())
  );
}

/** Lists and describes toolkits. There is one. */
export function createToolkits(): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();

  app.get('/toolkits', (c) => c.json(listPage(fits(c.req.query()) ? [listItem()] : [], c.req.query())));

  app.get('/toolkits/categories', (c) => c.json(listPage([CATEGORY], c.req.query())));

  app.get('/toolkits/:slug', (c) => {
    const slug = c.req.param('slug').toLowerCase();
    if (slug !== CONFLUENCE.slug) {
      throw new ComposioError(404, 'Toolkit_NotFound', `Toolkit ${slug} not found.`);
    }
    return c.json(detail());
  });

  return app;
}
