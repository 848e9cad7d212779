import { Hono } from 'hono';
import { auditRoutes } from '../audit/audit-routes.ts';
import { longTaskRoutes } from '../long-tasks/long-tasks.ts';
import { restrictionRoutes } from '../restrictions/restriction-routes.ts';
import type { RestEnv, Site } from '../site.ts';
import { userRoutes } from '../users/user-routes.ts';
import { goneRoutes } from './gone.ts';
import { movePageRoutes } from './move-page.ts';
import { v1SpaceRoutes } from './v1-space-routes.ts';

/** REST v1 but for search, labels, attachments and properties, which have rooms of their own. Mount it after those. */
export function v1Routes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  for (const routes of [
    v1SpaceRoutes(site),
    userRoutes(site),
    restrictionRoutes(site),
    auditRoutes(site),
    longTaskRoutes(site),
    movePageRoutes(site),
    goneRoutes(),
  ])
    app.route('/', routes);
  return app;
}
