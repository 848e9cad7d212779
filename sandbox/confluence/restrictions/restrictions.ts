import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { selectAll } from '../rows.ts';
import { type Site, wikiBase } from '../site.ts';
import { groupJson } from '../users/group-json.ts';
import { groups } from '../users/groups.ts';
import { v1AuthorJson } from '../users/users.ts';

export type Operation = 'read' | 'update';
export const operations: readonly Operation[] = ['read', 'update'];

export type Subject = { type: 'user' | 'group'; id: string };

/** Those to whom content is restricted for an operation; nobody: it is open. In the order they were named. */
export function subjectsOf(site: Site, contentId: number, operation: Operation): Subject[] {
  return selectAll<Subject>(
    site.db,
    `SELECT subject_type AS type, subject_id AS id FROM confluence_restriction
      WHERE content_id = ? AND operation = ? ORDER BY rowid`,
    contentId,
    operation,
  );
}

/** The restrictions of one operation in the shape of REST v1, with everyone who is named, whatever `expand` says. */
export function restrictionJson(c: Context, site: Site, contentId: number, operation: Operation) {
  const self = `${wikiBase(c)}/rest/api/content/${contentId}/restriction/byOperation/${operation}`;
  const subjects = subjectsOf(site, contentId, operation);
  const list = (type: Subject['type']) => {
    const ids = subjects.filter((subject) => subject.type === type).map(({ id }) => id);
    const results =
      type === 'user'
        ? ids.map((id) => v1AuthorJson(c, id))
        : ids.flatMap((id) => groups.filter((group) => group.id === id).map((group) => groupJson(c, group)));
    return { results, start: 0, limit: 100, size: results.length };
  };
  return {
    operation,
    restrictions: { user: list('user'), group: list('group'), _expandable: {} },
    _expandable: { restrictions: '', content: `/rest/api/content/${contentId}` },
    _links: { self },
  };
}

/** Changes whenever the restrictions of the content do. */
export function restrictionsHash(site: Site, contentId: number): string {
  const all = operations.map((operation) =>
    subjectsOf(site, contentId, operation)
      .map((subject) => `${subject.type}:${subject.id}`)
      .sort(),
  );
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 32);
}
