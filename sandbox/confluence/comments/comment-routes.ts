import { Hono } from 'hono';
import type { RestEnv, Site } from '../site.ts';
import { commentListRoutes } from './comment-lists.ts';
import { oneCommentRoutes } from './one-comment.ts';

/** Footer and inline comments over REST v2: one of them, and lists of them. */
export function commentRoutes(site: Site): Hono<RestEnv> {
  return new Hono<RestEnv>().route('/', oneCommentRoutes(site)).route('/', commentListRoutes(site));
}
