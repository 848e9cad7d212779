import { type Context, Hono } from 'hono';
import { type CommentRow, commentSelect } from '../comments/comment-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { numericId } from '../query-parameters.ts';
import { selectAll } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';
import { expandParameter } from './expand.ts';
import { goneOnGateway } from './gone.ts';
import { type ChildType, childTypes, v1Below, v1ChildrenJson } from './v1-children.ts';
import { collectionOf, sliceOf } from './v1-collection.ts';
import { v1ContentJson } from './v1-content.ts';
import { commentAsV1 } from './v1-rows.ts';
import { requireV1 } from './v1-target.ts';

/** What stands below a page, blog post or comment: children, descendants, comments, files (REST v1). */
export function readBelowRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/rest/api/content/:id/child', goneOnGateway, (c) => sendBelow(c, site, 'child'));

  app.get('/rest/api/content/:id/child/comment', goneOnGateway, (c) => sendComments(c, site));

  app.get('/rest/api/content/:id/child/:type', goneOnGateway, (c) => sendType(c, site, 'child'));

  app.get('/rest/api/content/:id/descendant', (c) => sendBelow(c, site, 'descendant'));

  app.get('/rest/api/content/:id/descendant/:type', (c) => sendType(c, site, 'descendant'));

  return app;
}

function sendBelow(c: Context<RestEnv>, site: Site, reach: 'child' | 'descendant') {
  const row = requireV1(c, site);
  const json = v1ChildrenJson(
    c,
    site,
    row,
    expandParameter(c),
    (one, below) => v1ContentJson(c, site, one, below),
    reach,
  );
  return c.json(json);
}

function sendType(c: Context<RestEnv>, site: Site, reach: 'child' | 'descendant') {
  const row = requireV1(c, site);
  const type = typeOf(c);
  const expand = expandParameter(c);
  const depth = reach === 'descendant' ? depthOf(c) : undefined;
  const below = v1Below(
    c,
    site,
    row,
    { type, reach, ...(depth === undefined ? {} : { depth }) },
    (one, below) => v1ContentJson(c, site, one, below),
  );
  const filename = type === 'attachment' ? c.req.query('filename') : undefined;
  const wanted = filename === undefined ? below : below.filter((one) => one.title === filename);
  return c.json(collectionOf(c, wanted, sliceOf(c, 25, 500), (one) => one.toJson(expand)));
}

// How many levels down; undefined: all of them.
function depthOf(c: Context): number | undefined {
  const depth = c.req.query('depth');
  if (!depth || depth === 'all') return undefined;
  return depth === 'root' ? 1 : numericId(depth, 'depth');
}

// Right on the content unless `depth=all`; `location` is footer, inline or resolved, and may be repeated.
function sendComments(c: Context<RestEnv>, site: Site) {
  const row = requireV1(c, site);
  const expand = expandParameter(c);
  const every = c.req.query('depth') === 'all';
  const locations = c.req.queries('location') ?? [];
  const comments = selectAll<CommentRow>(
    site.db,
    `${commentSelect} WHERE m.content_id = ? AND m.status = 'current' AND m.attachment_id IS NULL
       AND (? OR m.parent_comment_id IS ?) ORDER BY m.created_at, m.id`,
    row.content_id,
    every ? 1 : 0,
    row.kind === 'comment' ? row.id : null,
  );
  const wanted = comments.filter((one) => {
    const location = one.resolution_status === 'resolved' ? 'resolved' : one.kind;
    return locations.length === 0 || locations.includes(location);
  });
  return c.json(
    collectionOf(c, wanted.map(commentAsV1), sliceOf(c, 25, 200), (one) =>
      v1ContentJson(c, site, one, expand),
    ),
  );
}

function typeOf(c: Context): ChildType {
  const asked = c.req.param('type');
  const type = childTypes.find((known) => known === asked);
  if (!type) throw new ConfluenceError(400, `Unsupported child type: ${asked}`);
  return type;
}
