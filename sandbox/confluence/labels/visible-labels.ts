import type { SQLInputValue } from 'node:sqlite';
import { visibleContent, visibleSpaces } from '../permissions.ts';
import type { Person } from '../users/people.ts';

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
