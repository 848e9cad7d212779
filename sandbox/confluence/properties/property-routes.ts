import { Hono } from 'hono';
import type { RestEnv, Site } from '../site.ts';
import { v2PropertyRoutes } from './properties.ts';
import { v1PropertyRoutes } from './v1-properties.ts';

/** Properties over REST v2, and over v1 for old clients. */
export function propertyRoutes(site: Site): Hono<RestEnv> {
  return new Hono<RestEnv>().route('/', v2PropertyRoutes(site)).route('/', v1PropertyRoutes(site));
}
