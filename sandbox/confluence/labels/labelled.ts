import { findContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { mayEdit, mayRead } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

/** What labels are put on: content or an attachment (`carrierId`), with the page or the like that it belongs to. */
export type Labelled = { carrierId: number; contentId: number; spaceId: number };

/** Content by id, or an attachment by `att…`, as v1 takes either. @throws ConfluenceError 404 when this person may not see it */
function requireLabelled(site: Site, person: Person, asked: string | undefined): Labelled {
  const isAttachment = asked?.startsWith('att');
  const carrierId = numericId(isAttachment ? asked?.slice(3) : asked);
  const contentId = isAttachment
    ? selectOne<{ content_id: number }>(
        site.db,
        "SELECT content_id FROM confluence_attachment WHERE id = ? AND status = 'current'",
        carrierId,
      )?.content_id
    : carrierId;
  const content = contentId === undefined ? undefined : findContent(site, contentId);
  if (!content || content.status === 'trashed' || !mayRead(site, person, content.id))
    throw new ConfluenceError(404, `No content found with id: ContentId{id=${asked}}`);
  return { carrierId, contentId: content.id, spaceId: content.space_id };
}

/** The same, for who may also change it. @throws ConfluenceError 403 for those who may only look */
export function requireLabelling(site: Site, person: Person, asked: string | undefined): Labelled {
  const labelled = requireLabelled(site, person, asked);
  if (!mayEdit(site, person, { id: labelled.contentId, space_id: labelled.spaceId }))
    throw new ConfluenceError(403, 'User does not have permission to change the labels of this content');
  return labelled;
}
