import { nameOf } from '../content/storage-links.ts';
import { selectAll, selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import { storageToText } from '../storage/storage-to-text.ts';

/** Brings the search index up to date for one page, blog post, comment or space, or takes it out when it is gone. */
export function indexText(site: Site, id: number): void {
  site.db.prepare('DELETE FROM confluence_text WHERE rowid = ?').run(id);
  const row = selectOne<{ title: string; body: string; content_id: number | null }>(
    site.db,
    'SELECT title, body, content_id FROM confluence_searchable WHERE id = ?',
    id,
  );
  if (!row) return;
  const labels = selectAll<{ name: string }>(
    site.db,
    `SELECT l.name FROM confluence_label l JOIN confluence_content_label cl ON cl.label_id = l.id WHERE cl.content_id = ?`,
    id,
  );
  site.db
    .prepare('INSERT INTO confluence_text (rowid, title, body, labels) VALUES (?, ?, ?, ?)')
    .run(id, row.title, storageToText(row.body, nameOf), labels.map((label) => label.name).join(' '));
}

/** The same for a page or blog post and all its comments, as they are found only while it is current. */
export function indexWithComments(site: Site, contentId: number): void {
  indexText(site, contentId);
  const comments = selectAll<{ id: number }>(
    site.db,
    'SELECT id FROM confluence_comment WHERE content_id = ?',
    contentId,
  );
  for (const comment of comments) indexText(site, comment.id);
}
