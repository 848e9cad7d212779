import { ConfluenceError } from '../errors.ts';
import { maySeeSpace, mayWrite, visibleSpaces } from '../permissions.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

export type SpaceRow = {
  id: number;
  key: string;
  alias: string | null;
  name: string;
  type: string;
  status: string;
  description: string;
  author_id: string;
  created_at: string;
  homepage_id: number | null;
  readers: string | null;
  writers: string;
};

export function findSpaceByKey(site: Site, key: string): SpaceRow | undefined {
  return selectOne<SpaceRow>(site.db, 'SELECT * FROM confluence_space WHERE key = ?', key);
}

/** The space that something is stored in, whoever asks. */
export function storedSpace(site: Site, id: number): SpaceRow {
  const row = selectOne<SpaceRow>(site.db, 'SELECT * FROM confluence_space WHERE id = ?', id);
  if (!row) throw new Error(`Space ${id} is not stored`);
  return row;
}

/** A space as this person may see it. @throws ConfluenceError 404 when there is none they may see */
export function requireSpace(site: Site, person: Person, id: number): SpaceRow {
  const row = selectOne<SpaceRow>(site.db, 'SELECT * FROM confluence_space WHERE id = ?', id);
  if (!row || !maySeeSpace(site, person, id))
    throw new ConfluenceError(404, `Cannot find a space with id [${id}]`);
  return row;
}

/** The same by key, in the words of REST v1. @throws ConfluenceError 404 when there is none they may see */
export function requireSpaceByKey(site: Site, person: Person, key: string): SpaceRow {
  const row = findSpaceByKey(site, key);
  if (!row || !maySeeSpace(site, person, row.id))
    throw new ConfluenceError(404, `No space with key : ${key}`);
  return row;
}

/** @throws ConfluenceError 404 when the space is not there, or the person may not write in it: v2 tells no difference */
export function requireWritableSpace(site: Site, person: Person, id: number): SpaceRow {
  const space = requireSpace(site, person, id);
  if (!mayWrite(site, person, space.id))
    throw new ConfluenceError(404, `Cannot find a space with id [${id}] in which you may create content`);
  return space;
}

/** Someone's personal space, as another may see it. */
export function personalSpaceOf(site: Site, viewer: Person, owner: Person): SpaceRow | undefined {
  const visible = visibleSpaces(viewer, 's.id');
  return selectOne<SpaceRow>(
    site.db,
    `SELECT s.* FROM confluence_space s WHERE s.type = 'personal' AND s.author_id = ? AND ${visible.sql} ORDER BY s.id`,
    owner.accountId,
    ...visible.params,
  );
}
