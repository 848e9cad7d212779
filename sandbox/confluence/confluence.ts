import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { gatewayCredentials, siteCredentials } from './auth.ts';
import { commentRoutes } from './comments/comments.ts';
import { blogPostRoutes } from './content/blog-posts.ts';
import { contentReadingRoutes } from './content/content-reading.ts';
import { pageTreeRoutes } from './content/page-tree.ts';
import { pageRoutes } from './content/pages.ts';
import { versionRoutes } from './content/versions.ts';
import { ConfluenceError, v1Envelope, v2Envelope } from './errors.ts';
import { labelRoutes } from './labels/labels.ts';
import { oauthRoutes } from './oauth/oauth.ts';
import { createTables } from './schema.ts';
import { searchRoutes } from './search/search.ts';
import { seedSite } from './seed/seed-site.ts';
import { cloudId, defaultSettings, type RestEnv, type Site, type SiteSettings } from './site.ts';
import type { SiteEvent } from './site-events.ts';
import { spaceRoutes } from './spaces/spaces.ts';
import { userRoutes } from './users/users.ts';
import { wikiRoutes } from './wiki/wiki-routes.ts';

const MAXIMUM_BODY = 5 * 1024 * 1024;

/**
 * A stand-in for one Confluence Cloud site, `acme`, and for Atlassian's OAuth, with absolute paths. Creates its tables in
 * `db` and fills them when they are empty. REST answers on the site (`/wiki`, Basic) and on the gateway
 * (`/ex/confluence/{cloudId}/wiki`, Bearer); pages can be read at `/wiki/spaces`.
 */
export function createConfluence(options: {
  db: DatabaseSync;
  now?: () => Date;
  /** Read at each request, so whoever holds it can change it while the site runs. */
  settings?: SiteSettings;
  onChange?: (event: SiteEvent) => void;
}): Hono {
  const site: Site = {
    db: options.db,
    now: options.now ?? (() => new Date()),
    settings: options.settings ?? { ...defaultSettings },
    announce: options.onChange ?? (() => {}),
  };
  createTables(site.db);
  seedSite(site);

  const rest = restRoutes(site);
  const app = new Hono();
  app.get('/_edge/tenant_info', (c) => c.json({ cloudId }));
  app.route(
    '/wiki',
    new Hono<RestEnv>().use('/api/*', siteCredentials()).use('/rest/*', siteCredentials()).route('/', rest),
  );
  app.route(
    '/ex/confluence/:cloudId/wiki',
    new Hono<RestEnv>().use('*', gatewayCredentials(site)).route('/', rest),
  );
  app.route('/', oauthRoutes(site));
  app.route('/wiki', wikiRoutes(site));
  app.onError((error, c) => {
    if (!(error instanceof ConfluenceError)) throw error;
    const isV1 = c.req.path.includes('/rest/api/');
    return c.json(isV1 ? v1Envelope(error) : v2Envelope(error), error.status);
  });
  return app;
}

function restRoutes(site: Site): Hono<RestEnv> {
  const rest = new Hono<RestEnv>();
  const tooLarge = () => {
    throw new ConfluenceError(413, 'The request is larger than 5 MB');
  };
  for (const prefix of ['/api/*', '/rest/*']) {
    rest.use(prefix, bodyLimit({ maxSize: MAXIMUM_BODY, onError: tooLarge }), async (c, next) => {
      await next();
      c.header('atl-request-id', randomUUID());
      c.header('atl-traceid', randomUUID().replaceAll('-', ''));
    });
  }
  rest.route('/', spaceRoutes(site));
  rest.route('/', pageRoutes(site));
  rest.route('/', blogPostRoutes(site));
  for (const kind of ['page', 'blogpost'] as const) {
    rest.route('/', contentReadingRoutes(site, kind));
    rest.route('/', versionRoutes(site, kind));
  }
  rest.route('/', pageTreeRoutes(site));
  rest.route('/', labelRoutes(site));
  rest.route('/', commentRoutes(site));
  rest.route('/', searchRoutes(site));
  rest.route('/', userRoutes());
  rest.on(['GET', 'POST', 'PUT', 'DELETE'], ['/rest/api/content', '/rest/api/content/:id'], () => {
    throw new ConfluenceError(410, 'This deprecated endpoint has been removed.');
  });
  rest.all('/api/*', () => {
    throw new ConfluenceError(404, 'Not Found');
  });
  rest.all('/rest/*', () => {
    throw new ConfluenceError(404, 'Not Found');
  });
  return rest;
}
