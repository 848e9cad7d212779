import { Hono } from 'hono';
import { requireComment } from '../comments/comment-rows.ts';
import { requireContent } from '../content/content-rows.ts';
import { numericId } from '../query-parameters.ts';
import { selectAll } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';
import type { Person } from '../users/people.ts';

type LikeRow = { account_id: string };

/** Who likes a page, blog post or comment, the first to like it first. */
export function likesOf(site: Site, targetId: number): LikeRow[] {
  return selectAll<LikeRow>(
    site.db,
    'SELECT account_id FROM confluence_like WHERE target_id = ? ORDER BY rowid',
    targetId,
  );
}

export function likeJson(row: LikeRow) {
  return { accountId: row.account_id };
}

/** How many like a page, blog post, footer or inline comment, as a number. */
export function likeRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const targets: Record<string, (person: Person, id: number) => { id: number }> = {
    pages: (person, id) => requireContent(site, person, id, 'page'),
    blogposts: (person, id) => requireContent(site, person, id, 'blogpost'),
    'footer-comments': (person, id) => requireComment(site, person, id, 'footer'),
    'inline-comments': (person, id) => requireComment(site, person, id, 'inline'),
  };

  for (const [name, requireTarget] of Object.entries(targets)) {
    app.get(`/api/v2/${name}/:id/likes/count`, (c) => {
      const target = requireTarget(c.get('caller'), numericId(c.req.param('id')));
      return c.json({ count: likesOf(site, target.id).length });
    });
  }

  return app;
}
