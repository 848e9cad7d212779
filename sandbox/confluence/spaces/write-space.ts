import { createContent } from '../content/write-content.ts';
import { ConfluenceError } from '../errors.ts';
import { inTransaction } from '../rows.ts';
import { nextId } from '../schema.ts';
import { indexText } from '../search/text-index.ts';
import type { Site } from '../site.ts';
import { everyone } from '../users/groups.ts';
import type { Person } from '../users/people.ts';
import { findSpaceByKey, type SpaceRow, storedSpace } from './spaces.ts';

export type NewSpace = {
  key: string;
  alias: string | null;
  name: string;
  description: string;
  /** Account ids and group ids; undefined: everyone. */
  readers?: string[];
  writers?: string[];
};

/**
 * Adds a space with its homepage. @throws ConfluenceError 400 for a key that is taken or can not be, and for a name that
 * is empty or too long
 */
export function createSpace(site: Site, author: Person, asked: NewSpace): SpaceRow {
  checkKey(site, asked.key);
  checkName(asked.name);
  const created = inTransaction(site.db, () => {
    const id = nextId(site.db);
    site.db
      .prepare(
        `INSERT INTO confluence_space (id, key, alias, name, type, status, description, author_id, created_at, readers, writers)
         VALUES (?, ?, ?, ?, ?, 'current', ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        asked.key,
        asked.alias,
        asked.name,
        asked.key.startsWith('~') ? 'personal' : 'global',
        asked.description,
        author.accountId,
        site.now().toISOString(),
        asked.readers ? JSON.stringify(asked.readers) : null,
        JSON.stringify(asked.writers ?? [everyone]),
      );
    const homepage = createContent(site, author, {
      kind: 'page',
      status: 'current',
      spaceId: id,
      parentId: null,
      title: `${asked.name.slice(0, 250)} Home`,
      body: '',
    });
    site.db.prepare('UPDATE confluence_space SET homepage_id = ? WHERE id = ?').run(homepage.id, id);
    indexText(site, id);
    return storedSpace(site, id);
  });
  announce(site, 'space.created', author, created);
  return created;
}

/** Changes what is named. @throws ConfluenceError 400 for a name that is empty or too long */
export function updateSpace(
  site: Site,
  author: Person,
  space: SpaceRow,
  change: { name?: string; description?: string; homepageId?: number; status?: string },
): SpaceRow {
  const name = change.name ?? space.name;
  checkName(name);
  const updated = inTransaction(site.db, () => {
    site.db
      .prepare(
        'UPDATE confluence_space SET name = ?, description = ?, homepage_id = ?, status = ? WHERE id = ?',
      )
      .run(
        name,
        change.description ?? space.description,
        change.homepageId ?? space.homepage_id,
        change.status ?? space.status,
        space.id,
      );
    indexText(site, space.id);
    return storedSpace(site, space.id);
  });
  announce(site, 'space.updated', author, updated);
  return updated;
}

/** Removes a space and everything in it for good. */
export function deleteSpace(site: Site, author: Person, space: SpaceRow): void {
  inTransaction(site.db, () => {
    site.db
      .prepare(
        `DELETE FROM confluence_text WHERE rowid IN (
           WITH inside (id) AS (SELECT id FROM confluence_content WHERE space_id = ?)
           SELECT id FROM inside
           UNION SELECT id FROM confluence_comment WHERE content_id IN inside
           UNION SELECT id FROM confluence_attachment WHERE content_id IN inside
           UNION SELECT ?)`,
      )
      .run(space.id, space.id);
    site.db.prepare('DELETE FROM confluence_content WHERE space_id = ?').run(space.id);
    site.db.prepare('DELETE FROM confluence_space WHERE id = ?').run(space.id);
  });
  announce(site, 'space.deleted', author, space, { key: space.key, name: space.name });
}

function announce(
  site: Site,
  kind: 'space.created' | 'space.updated' | 'space.deleted',
  actor: Person,
  space: SpaceRow,
  before?: Record<string, string | null>,
): void {
  site.announce({
    kind,
    spaceId: space.id,
    contentId: null,
    subjectId: space.key,
    actorId: actor.accountId,
    at: site.now().toISOString(),
    ...(before ? { before } : {}),
  });
}

// Letters and digits only; a personal space's key begins with a tilde.
function checkKey(site: Site, key: string): void {
  if (!/^~?[A-Za-z0-9]+$/.test(key) || key.length > 255)
    throw new ConfluenceError(400, `The space key '${key}' is not a valid key!`);
  if (findSpaceByKey(site, key)) throw new ConfluenceError(400, `A space already exists with key ${key}`);
}

function checkName(name: string): void {
  if (name.trim() === '') throw new ConfluenceError(400, 'The name of the space must not be empty');
  if (name.length > 255)
    throw new ConfluenceError(400, 'The name of the space must not be longer than 255 characters');
}
