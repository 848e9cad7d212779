import { ConfluenceError } from '../errors.ts';
import { mayRead } from '../permissions.ts';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import type { TaskStatus } from './task-markup.ts';

/** A task as it is stored, with where it stands. */
export type TaskRow = {
  id: number;
  content_id: number;
  local_id: string;
  status: TaskStatus;
  body: string;
  created_by: string;
  assigned_to: string | null;
  completed_by: string | null;
  created_at: string;
  updated_at: string;
  due_at: string | null;
  completed_at: string | null;
  space_id: number;
  content_kind: string;
};

export const taskSelect = `SELECT t.*, c.space_id, c.kind AS content_kind
  FROM confluence_task t JOIN confluence_content c ON c.id = t.content_id`;

/** A task on something current, as this person may see it. @throws ConfluenceError 404 when there is none they may see */
export function requireTask(site: Site, person: Person, id: number): TaskRow {
  const row = selectOne<TaskRow>(site.db, `${taskSelect} WHERE t.id = ? AND c.status = 'current'`, id);
  if (!row || !mayRead(site, person, row.content_id)) throw taskNotFound(id);
  return row;
}

export function taskNotFound(id: number): ConfluenceError {
  return new ConfluenceError(404, `Cannot find a task with id [${id}]`);
}
