import { Hono } from 'hono';
import type { RestEnv, Site } from '../site.ts';
import { commentListRoutes } from './comment-lists.ts';
import { commentVersionRoutes } from './comment-versions.ts';
import { oneCommentRoutes } from './one-comment.ts';

/** Footer and inline comments over REST v2: one of them, lists of them, and their versions. */
export function commentRoutes(site: Site): Hono<RestEnv> {
  return new Hono<RestEnv>()
    .route('/', oneCommentRoutes(site))
    .route('/', commentListRoutes(site))
    .route('/', commentVersionRoutes(site));
}
