import { findContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { mayEdit, mayRead, maySeeSpace, mayWrite } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

/** Each collection of REST v2 whose members have properties, and what one of them is called in refusals. */
export const ownerNames = {
  pages: 'page',
  blogposts: 'blogpost',
  whiteboards: 'whiteboard',
  folders: 'folder',
  attachments: 'attachment',
  comments: 'comment',
  spaces: 'space',
} as const;

export type OwnerCollection = keyof typeof ownerNames;

/** What properties hang on. `contentId` is the page or the like that it belongs to; a space has none. */
export type PropertyOwner = { id: number; spaceId: number; contentId: number | null; mayChange: boolean };

/** @throws ConfluenceError 400 for what is no id, 404 when there is none that this person may see */
export function requireOwner(
  site: Site,
  person: Person,
  collection: OwnerCollection,
  asked: string | undefined,
): PropertyOwner {
  const id = numericId(collection === 'attachments' ? asked?.replace(/^att/, '') : asked);
  const owner =
    collection === 'spaces' ? spaceOwner(site, person, id) : onContent(site, person, collection, id);
  if (!owner) throw ownerNotFound(collection, asked ?? '');
  return owner;
}

/** The refusal for an owner that is not there, or that this person may not see or change. */
export function ownerNotFound(collection: OwnerCollection, id: string): ConfluenceError {
  return new ConfluenceError(404, `Could not find ${ownerNames[collection]} with id [${id}]`);
}

function spaceOwner(site: Site, person: Person, id: number): PropertyOwner | undefined {
  if (!maySeeSpace(site, person, id)) return undefined;
  return { id, spaceId: id, contentId: null, mayChange: mayWrite(site, person, id) };
}

function onContent(
  site: Site,
  person: Person,
  collection: Exclude<OwnerCollection, 'spaces'>,
  id: number,
): PropertyOwner | undefined {
  const carrier = carrierId(site, collection, id);
  const content = carrier === undefined ? undefined : findContent(site, carrier);
  if (!content || !mayRead(site, person, content.id)) return undefined;
  const isContent = collection !== 'attachments' && collection !== 'comments';
  if (isContent && content.kind !== ownerNames[collection]) return undefined;
  return {
    id,
    spaceId: content.space_id,
    contentId: content.id,
    mayChange: mayEdit(site, person, content),
  };
}

function carrierId(
  site: Site,
  collection: Exclude<OwnerCollection, 'spaces'>,
  id: number,
): number | undefined {
  if (collection !== 'attachments' && collection !== 'comments') return id;
  const table = collection === 'attachments' ? 'confluence_attachment' : 'confluence_comment';
  return selectOne<{ content_id: number }>(site.db, `SELECT content_id FROM ${table} WHERE id = ?`, id)
    ?.content_id;
}
