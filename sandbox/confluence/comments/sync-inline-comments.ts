import { selectAll, selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import { markerRefs } from './mark-selection.ts';

/**
 * Brings inline comments up to date after the body they stand in was written: one that is open and whose marker is gone
 * dangles, and one that dangled stands again when its marker is back.
 */
export function syncInlineComments(site: Site, contentId: number): void {
  const threads = selectAll<{ marker_ref: string; resolution_status: string; resolution_at: string | null }>(
    site.db,
    `SELECT DISTINCT marker_ref, resolution_status, resolution_at FROM confluence_comment
      WHERE content_id = ? AND kind = 'inline' AND marker_ref IS NOT NULL AND resolution_status <> 'resolved'`,
    contentId,
  );
  if (threads.length === 0) return;
  const content = selectOne<{ body: string }>(
    site.db,
    'SELECT body FROM confluence_content WHERE id = ?',
    contentId,
  );
  const refs = markerRefs(content?.body ?? '');
  for (const thread of threads) {
    // Only who was resolved once and opened again has a date of it.
    const standing = thread.resolution_at === null ? 'open' : 'reopened';
    const status = refs.has(thread.marker_ref) ? standing : 'dangling';
    if (status === thread.resolution_status) continue;
    site.db
      .prepare('UPDATE confluence_comment SET resolution_status = ? WHERE content_id = ? AND marker_ref = ?')
      .run(status, contentId, thread.marker_ref);
  }
}
