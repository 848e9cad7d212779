import type { Context } from 'hono';
import { type CommentRow, commentSelect } from '../comments/comment-rows.ts';
import { type ContentRow, findContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { mayEdit, mayRead } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { selectOne } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';

/** What an id of v1 can name. */
type V1Target = { content: ContentRow } | { comment: CommentRow };

/** What a write is about. @throws ConfluenceError 404 for what one may not see, 403 for content that one may only see */
export function requireV1Own(
  c: Context<RestEnv>,
  site: Site,
  id = numericId(c.req.param('id')),
  needs: 'edit' | 'see' = 'edit',
): V1Target {
  const target = findTarget(c, site, id);
  if (!target) throw contentIdNotFound(id);
  if (needs === 'edit' && 'content' in target && !mayEdit(site, c.get('caller'), target.content))
    throw new ConfluenceError(403, 'User is not permitted to change this content');
  return target;
}

/** The same for a page, blog post, whiteboard or folder only. @throws ConfluenceError 404 for a comment as well */
export function requireOwnContent(
  c: Context<RestEnv>,
  site: Site,
  id = numericId(c.req.param('id')),
): ContentRow {
  const target = requireV1Own(c, site, id);
  if ('comment' in target) throw contentIdNotFound(id);
  return target.content;
}

export function contentIdNotFound(id: number): ConfluenceError {
  return new ConfluenceError(404, `No content found with id: ContentId{id=${id}}`);
}

function findTarget(c: Context<RestEnv>, site: Site, id: number): V1Target | undefined {
  const content = findContent(site, id);
  if (content) return mayRead(site, c.get('caller'), id) ? { content } : undefined;
  const comment = selectOne<CommentRow>(site.db, `${commentSelect} WHERE m.id = ?`, id);
  return comment && mayRead(site, c.get('caller'), comment.content_id) ? { comment } : undefined;
}
