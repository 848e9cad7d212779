import { Hono } from 'hono';
import type { RestEnv, Site } from '../site.ts';
import { blogPostRoutes } from './blog-posts.ts';
import { containerRoutes } from './containers.ts';
import { contentListRoutes } from './content-list.ts';
import { contentReadingRoutes } from './content-reading.ts';
import { deleteContentRoutes } from './delete-content.ts';
import { operationRoutes } from './operations.ts';
import { pageTreeRoutes } from './page-tree.ts';
import { pageRoutes } from './pages.ts';
import { versionRoutes } from './versions.ts';

/** Pages, blog posts, whiteboards and folders: reading and writing them, where they stand, and their versions. */
export function contentRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  app.route('/', pageRoutes(site));
  app.route('/', blogPostRoutes(site));
  for (const kind of ['page', 'blogpost'] as const) {
    app.route('/', contentListRoutes(site, kind));
    app.route('/', contentReadingRoutes(site, kind));
    app.route('/', versionRoutes(site, kind));
  }
  for (const kind of ['whiteboard', 'folder'] as const) app.route('/', containerRoutes(site, kind));
  for (const kind of ['page', 'whiteboard', 'folder'] as const) app.route('/', pageTreeRoutes(site, kind));
  for (const kind of ['page', 'blogpost', 'whiteboard', 'folder'] as const) {
    app.route('/', operationRoutes(site, kind));
    app.route('/', deleteContentRoutes(site, kind));
  }
  return app;
}
