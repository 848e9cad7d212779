import { selectAll, selectOne } from '../rows.ts';
import { nextId } from '../schema.ts';
import type { Site } from '../site.ts';
import type { SiteEvent } from '../site-events.ts';
import { readTasks, type WrittenTask, withTaskIds } from './task-markup.ts';
import type { TaskRow } from './task-rows.ts';

type Version = {
  content_id: number;
  space_id: number;
  status: string;
  is_latest: number;
  number: number;
  author_id: string;
  created_at: string;
  body: string;
};
type Known = Omit<TaskRow, 'space_id' | 'content_kind'>;

/**
 * Brings the tasks of a page or blog post up to date with what its body says now, or said in an earlier version when a
 * history is being filled in. Tasks without an id of their own get one, in the body too. Drafts have no tasks. Call it in
 * the transaction that writes the body, and announce what it gives after it.
 */
export function syncTasks(site: Site, contentId: number, number?: number): SiteEvent[] {
  const version = selectOne<Version>(
    site.db,
    `SELECT v.content_id, c.space_id, c.status, v.number = c.version AS is_latest, v.number, v.author_id, v.created_at, v.body
       FROM confluence_content c JOIN confluence_version v ON v.content_id = c.id AND v.number = ifnull(?, c.version)
      WHERE c.id = ? AND c.kind IN ('page', 'blogpost')`,
    number ?? null,
    contentId,
  );
  if (version?.status !== 'current') return [];
  const known = new Map(
    selectAll<Known>(site.db, 'SELECT * FROM confluence_task WHERE content_id = ?', contentId).map((task) => [
      task.local_id,
      task,
    ]),
  );
  const body = withTaskIds(version.body);
  if (body !== version.body) rewriteBody(site, version, body);
  const events = readTasks(body).flatMap((task) => {
    const before = known.get(task.localId);
    known.delete(task.localId);
    return before ? changeTask(site, version, before, task) : addTask(site, version, task);
  });
  const remove = site.db.prepare('DELETE FROM confluence_task WHERE id = ?');
  for (const gone of known.values()) remove.run(gone.id);
  return events;
}

function rewriteBody(site: Site, version: Version, body: string): void {
  site.db
    .prepare('UPDATE confluence_version SET body = ? WHERE content_id = ? AND number = ?')
    .run(body, version.content_id, version.number);
  if (version.is_latest)
    site.db.prepare('UPDATE confluence_content SET body = ? WHERE id = ?').run(body, version.content_id);
}

function addTask(site: Site, version: Version, task: WrittenTask): SiteEvent[] {
  const id = nextId(site.db);
  const isDone = task.status === 'complete';
  site.db
    .prepare(
      `INSERT INTO confluence_task (id, content_id, local_id, status, body, created_by, assigned_to, completed_by,
         created_at, updated_at, due_at, completed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      version.content_id,
      task.localId,
      task.status,
      task.body,
      version.author_id,
      task.assignedTo,
      isDone ? version.author_id : null,
      version.created_at,
      version.created_at,
      task.dueAt,
      isDone ? version.created_at : null,
    );
  return [event(version, 'task.created', id)];
}

function changeTask(site: Site, version: Version, before: Known, task: WrittenTask): SiteEvent[] {
  const isSame =
    before.status === task.status &&
    before.body === task.body &&
    before.assigned_to === task.assignedTo &&
    before.due_at === task.dueAt;
  if (isSame) return [];
  const turned = before.status !== task.status;
  const isDone = task.status === 'complete';
  site.db
    .prepare(
      `UPDATE confluence_task SET status = ?, body = ?, assigned_to = ?, due_at = ?, updated_at = ?, completed_by = ?,
         completed_at = ? WHERE id = ?`,
    )
    .run(
      task.status,
      task.body,
      task.assignedTo,
      task.dueAt,
      version.created_at,
      isDone ? (turned ? version.author_id : before.completed_by) : null,
      isDone ? (turned ? version.created_at : before.completed_at) : null,
      before.id,
    );
  return [event(version, 'task.updated', before.id)];
}

function event(version: Version, kind: 'task.created' | 'task.updated', id: number): SiteEvent {
  return {
    kind,
    spaceId: version.space_id,
    contentId: version.content_id,
    subjectId: String(id),
    actorId: version.author_id,
    at: version.created_at,
  };
}
