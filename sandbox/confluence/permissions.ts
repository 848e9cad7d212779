import type { SQLInputValue } from 'node:sqlite';
import { selectOne } from './rows.ts';
import type { Site } from './site.ts';
import { groupsOf } from './users/groups.ts';
import type { Person } from './users/people.ts';

/** A condition to put into a WHERE clause, with its parameters. */
type Condition = { sql: string; params: SQLInputValue[] };

/**
 * The spaces a person may see, as a condition on the column of a space's id. A private space is seen by its readers.
 * Administrators see every space and every page: this is how tests read back what people did.
 */
export function visibleSpaces(person: Person, column: string): Condition {
  if (person.administrator) return { sql: '1', params: [] };
  const named = subjectsOf(person);
  return {
    sql: `${column} IN (SELECT id FROM confluence_space WHERE readers IS NULL
      OR EXISTS (SELECT 1 FROM json_each(readers) WHERE value IN (${named.map(() => '?').join(', ')})))`,
    params: named,
  };
}

/**
 * The pages, blog posts, whiteboards and folders a person may see, as a condition on the columns of a row's id and of its
 * space. A view restriction holds for everything below as well; a draft is its author's alone.
 */
export function visibleContent(person: Person, columns: { id: string; spaceId: string }): Condition {
  if (person.administrator) return { sql: '1', params: [] };
  // The plus keeps the space out of the plan: it filters rows, and never is the way to find them.
  const spaces = visibleSpaces(person, `+${columns.spaceId}`);
  const closed = closedTo(person, 'read');
  return {
    sql: `(${spaces.sql} AND ${columns.id} NOT IN (WITH RECURSIVE hidden (id) AS (${closed.sql}
      UNION SELECT c.id FROM confluence_content c JOIN hidden ON c.parent_id = hidden.id)
      SELECT id FROM hidden UNION ALL SELECT id FROM confluence_content WHERE status = 'draft' AND author_id <> ?))`,
    params: [...spaces.params, ...closed.params, person.accountId],
  };
}

/** Selects the ids of what is restricted for an operation to others than this person. */
function closedTo(person: Person, operation: 'read' | 'update'): Condition {
  const groups = groupsOf(person);
  return {
    sql: `SELECT content_id AS id FROM confluence_restriction WHERE operation = '${operation}' GROUP BY content_id
      HAVING NOT max((subject_type = 'user' AND subject_id = ?)
        OR (subject_type = 'group' AND subject_id IN (${groups.map(() => '?').join(', ') || 'NULL'})))`,
    params: [person.accountId, ...groups.map((group) => group.id)],
  };
}

/** Whether someone may see one page, blog post, whiteboard or folder. */
export function mayRead(site: Site, person: Person, contentId: number): boolean {
  const visible = visibleContent(person, { id: 'c.id', spaceId: 'c.space_id' });
  const row = selectOne(
    site.db,
    `SELECT c.id FROM confluence_content c WHERE c.id = ? AND ${visible.sql}`,
    contentId,
    ...visible.params,
  );
  return row !== undefined;
}

/** Whether someone may see a space. */
export function maySeeSpace(site: Site, person: Person, spaceId: number): boolean {
  const visible = visibleSpaces(person, 's.id');
  const row = selectOne(
    site.db,
    `SELECT s.id FROM confluence_space s WHERE s.id = ? AND ${visible.sql}`,
    spaceId,
    ...visible.params,
  );
  return row !== undefined;
}

/** Whether someone may add content to a space. Administrators may everywhere. */
export function mayWrite(site: Site, person: Person, spaceId: number): boolean {
  if (person.administrator) return true;
  const space = selectOne<{ writers: string }>(
    site.db,
    'SELECT writers FROM confluence_space WHERE id = ?',
    spaceId,
  );
  const writers: unknown = JSON.parse(space?.writers ?? '[]');
  return Array.isArray(writers) && subjectsOf(person).some((subject) => writers.includes(subject));
}

/** Whether someone may change one page, blog post, whiteboard or folder: its space and its own restrictions must allow it. */
export function mayEdit(site: Site, person: Person, content: { id: number; space_id: number }): boolean {
  if (person.administrator) return true;
  if (!mayWrite(site, person, content.space_id) || !mayRead(site, person, content.id)) return false;
  const closed = closedTo(person, 'update');
  const row = selectOne(site.db, `SELECT 1 FROM (${closed.sql}) WHERE id = ?`, ...closed.params, content.id);
  return row === undefined;
}

/** Whether someone may change or delete a space, and say who may use it: its creator and administrators may. */
export function mayAdministerSpace(person: Person, space: { author_id: string }): boolean {
  return person.administrator || space.author_id === person.accountId;
}

// The ids by which lists of readers and writers can name a person.
function subjectsOf(person: Person): string[] {
  return [person.accountId, ...groupsOf(person).map((group) => group.id)];
}
