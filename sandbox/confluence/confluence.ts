import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { attachmentRoutes } from './attachments/attachment-routes.ts';
import { mediaRoutes } from './attachments/media.ts';
import { isUpload, MAXIMUM_UPLOAD } from './attachments/upload-size.ts';
import { auditEvent } from './audit/audit-events.ts';
import { seedAudit } from './audit/seed-audit.ts';
import { gatewayCredentials, siteCredentials } from './auth.ts';
import { commentRoutes } from './comments/comment-routes.ts';
import { contentRoutes } from './content/content-routes.ts';
import { ConfluenceError, v1Envelope, v2Envelope } from './errors.ts';
import { labelRoutes } from './labels/label-routes.ts';
import { likeRoutes } from './likes/likes.ts';
import { oauthRoutes } from './oauth/oauth.ts';
import { propertyRoutes } from './properties/properties.ts';
import { createTables } from './schema.ts';
import { searchRoutes } from './search/search.ts';
import { stampWrites } from './search/text-index.ts';
import { seedSite } from './seed/seed-site.ts';
import { cloudId, defaultSettings, type RestEnv, type Site, type SiteSettings } from './site.ts';
import type { SiteEvent } from './site-events.ts';
import { spaceRoutes } from './spaces/space-routes.ts';
import { taskRoutes } from './tasks/tasks.ts';
import { v1Routes } from './v1/v1-routes.ts';
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
    announce: (event) => {
      stampWrites(site);
      options.onChange?.(event);
      const recorded = auditEvent(site, event);
      if (recorded) options.onChange?.(recorded);
    },
  };
  createTables(site.db);
  seedSite(site);
  seedAudit(site);

  const rest = restRoutes(site);
  // Some clients end a path with a slash.
  const app = new Hono({ strict: false });
  app.get('/_edge/tenant_info', (c) => c.json({ cloudId }));
  app.route(
    '/wiki',
    new Hono<RestEnv>()
      .use('/api/*', siteCredentials(site))
      .use('/rest/*', siteCredentials(site))
      .use('/download/*', siteCredentials(site))
      .route('/', rest),
  );
  const gateway = new Hono<RestEnv>().use('*', gatewayCredentials(site)).route('/', rest);
  app.route('/ex/confluence/:cloudId/wiki', gateway);
  // For clients that are told one address for all of Atlassian's own hosts.
  app.route('/atlassian/ex/confluence/:cloudId/wiki', gateway);
  app.route('/', oauthRoutes(site));
  app.route('/wiki', mediaRoutes(site));
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
  const tooLarge = (c: Context) => {
    throw new ConfluenceError(413, `The request is larger than ${isUpload(c) ? 100 : 5} MB`);
  };
  for (const prefix of ['/api/*', '/rest/*']) {
    const usual = bodyLimit({ maxSize: MAXIMUM_BODY, onError: tooLarge });
    const upload = bodyLimit({ maxSize: MAXIMUM_UPLOAD, onError: tooLarge });
    rest.use(
      prefix,
      (c, next) => (isUpload(c) ? upload : usual)(c, next),
      async (c, next) => {
        await next();
        c.header('atl-request-id', randomUUID());
        c.header('atl-traceid', randomUUID().replaceAll('-', ''));
      },
    );
  }
  rest.route('/', spaceRoutes(site));
  rest.route('/', contentRoutes(site));
  rest.route('/', labelRoutes(site));
  rest.route('/', commentRoutes(site));
  rest.route('/', attachmentRoutes(site));
  rest.route('/', propertyRoutes(site));
  rest.route('/', taskRoutes(site));
  rest.route('/', likeRoutes(site));
  rest.route('/', searchRoutes(site));
  rest.route('/', v1Routes(site));
  rest.all('/api/*', () => {
    throw new ConfluenceError(404, 'Not Found');
  });
  rest.all('/rest/*', () => {
    throw new ConfluenceError(404, 'Not Found');
  });
  return rest;
}
