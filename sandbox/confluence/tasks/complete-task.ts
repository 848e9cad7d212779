import { storedContent } from '../content/content-rows.ts';
import { inTransaction } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import { type TaskStatus, withTaskStatus } from './task-markup.ts';
import type { TaskRow } from './task-rows.ts';

/**
 * Says of a task that it is done or to be done, in the body it stands in too. That makes no version: who ticks a box on a
 * page does not edit it. The caller has checked that the person may change the page.
 */
export function setTaskStatus(site: Site, person: Person, task: TaskRow, status: TaskStatus): void {
  if (task.status === status) return;
  const now = site.now().toISOString();
  inTransaction(site.db, () => {
    const content = storedContent(site, task.content_id);
    const body = withTaskStatus(content.body, task.local_id, status);
    site.db.prepare('UPDATE confluence_content SET body = ? WHERE id = ?').run(body, content.id);
    site.db
      .prepare('UPDATE confluence_version SET body = ? WHERE content_id = ? AND number = ?')
      .run(body, content.id, content.version);
    const isDone = status === 'complete';
    site.db
      .prepare(
        'UPDATE confluence_task SET status = ?, updated_at = ?, completed_by = ?, completed_at = ? WHERE id = ?',
      )
      .run(status, now, isDone ? person.accountId : null, isDone ? now : null, task.id);
  });
  site.announce({
    kind: 'task.updated',
    spaceId: task.space_id,
    contentId: task.content_id,
    subjectId: String(task.id),
    actorId: person.accountId,
    at: now,
  });
}
