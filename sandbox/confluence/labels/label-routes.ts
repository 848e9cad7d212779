import { Hono } from 'hono';
import type { RestEnv, Site } from '../site.ts';
import { v1LabelRoutes } from './v1-label-routes.ts';
import { v2LabelRoutes } from './v2-label-routes.ts';

/** Everything about labels: REST v2 reads them, v1 also writes them. */
export function labelRoutes(site: Site): Hono<RestEnv> {
  return new Hono<RestEnv>().route('/', v2LabelRoutes(site)).route('/', v1LabelRoutes(site));
}
