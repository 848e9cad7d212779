import { Hono } from 'hono';
import { auditRoutes } from '../audit/audit-routes.ts';
import { favouriteRoutes } from '../favourites/favourite-routes.ts';
import { longTaskRoutes } from '../long-tasks/long-tasks.ts';
import { restrictionRoutes } from '../restrictions/restriction-routes.ts';
import type { RestEnv, Site } from '../site.ts';
import { spacePermissionRoutes } from '../spaces/space-permission-routes.ts';
import { groupRoutes } from '../users/group-routes.ts';
import { userRoutes } from '../users/user-routes.ts';
import { watchRoutes } from '../watches/watch-routes.ts';
import { archiveRoutes } from './archive-and-trash.ts';
import { convertBodyRoutes } from './convert-body.ts';
import { copyPageRoutes } from './copy-page.ts';
import { macroBodyRoutes } from './macro-body.ts';
import { movePageRoutes } from './move-page.ts';
import { permissionCheckRoutes } from './permission-check.ts';
import { readBelowRoutes } from './read-below.ts';
import { readContentRoutes } from './read-content.ts';
import { v1SpaceRoutes } from './v1-space-routes.ts';
import { writeV1ContentRoutes } from './write-v1-content.ts';

/** REST v1 but for search, labels, attachments and properties, which have rooms of their own. Mount it after those. */
export function v1Routes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  for (const routes of [
    v1SpaceRoutes(site),
    spacePermissionRoutes(site),
    favouriteRoutes(site),
    userRoutes(site),
    groupRoutes(),
    restrictionRoutes(site),
    permissionCheckRoutes(site),
    auditRoutes(site),
    longTaskRoutes(site),
    archiveRoutes(site),
    movePageRoutes(site),
    copyPageRoutes(site),
    convertBodyRoutes(site),
    readBelowRoutes(site),
    macroBodyRoutes(site),
    watchRoutes(site),
    readContentRoutes(site),
    writeV1ContentRoutes(site),
  ])
    app.route('/', routes);
  return app;
}
