import type { SQLInputValue } from 'node:sqlite';
import { ConfluenceError } from '../errors.ts';
import { visibleContent, visibleSpaces } from '../permissions.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import type { LabelRow } from './labels.ts';

type Condition = { sql: string; params: SQLInputValue[] };

/** The labels `l` that a person may see: on something they may see, and not somebody else's personal one. */
export function visibleLabels(person: Person): Condition {
  const content = visibleContent(person, { id: 'k.id', spaceId: 'k.space_id' });
  const spaces = visibleSpaces(person, 'cl.content_id');
  return {
    sql: `l.owner_id IN ('', ?) AND l.id IN (SELECT cl.label_id FROM confluence_content_label cl
      LEFT JOIN confluence_attachment a ON a.id = cl.content_id
      LEFT JOIN confluence_content k ON k.id = ifnull(a.content_id, cl.content_id)
      WHERE CASE WHEN k.id IS NULL THEN ${spaces.sql} ELSE ${content.sql} END)`,
    params: [person.accountId, ...spaces.params, ...content.params],
  };
}

/** @throws ConfluenceError 404 when there is no such label that this person may see */
export function requireLabel(site: Site, person: Person, id: number): LabelRow {
  const visible = visibleLabels(person);
  const row = selectOne<LabelRow>(
    site.db,
    `SELECT l.id, l.prefix, l.name FROM confluence_label l WHERE l.id = ? AND ${visible.sql}`,
    id,
    ...visible.params,
  );
  if (!row) throw new ConfluenceError(404, `Cannot find a label with id [${id}]`);
  return row;
}
