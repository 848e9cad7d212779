import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import type { ContentRow } from './content-rows.ts';

type DraftRow = { content_id: number; author_id: string; modified_at: string; title: string; body: string };

/** What stands ready to be published over a page or blog post, as a row of its own: status draft, version 1. */
export function draftOf(site: Site, row: ContentRow): ContentRow | undefined {
  const draft = selectOne<DraftRow>(site.db, 'SELECT * FROM confluence_draft WHERE content_id = ?', row.id);
  return draft && asDraft(row, draft);
}

/** Keeps a draft over a published page or blog post, in place of the one before. What is published stays as it is. */
export function saveDraft(
  site: Site,
  author: Person,
  row: ContentRow,
  edit: { title?: string; body?: string },
): ContentRow {
  const before = draftOf(site, row) ?? row;
  const draft: DraftRow = {
    content_id: row.id,
    author_id: author.accountId,
    modified_at: site.now().toISOString(),
    title: edit.title ?? before.title,
    body: edit.body ?? before.body,
  };
  site.db
    .prepare(
      'INSERT OR REPLACE INTO confluence_draft (content_id, author_id, modified_at, title, body) VALUES (?, ?, ?, ?, ?)',
    )
    .run(draft.content_id, draft.author_id, draft.modified_at, draft.title, draft.body);
  return asDraft(row, draft);
}

/** Says whether there was one. */
export function dropDraft(site: Site, contentId: number): boolean {
  return site.db.prepare('DELETE FROM confluence_draft WHERE content_id = ?').run(contentId).changes > 0;
}

function asDraft(row: ContentRow, draft: DraftRow): ContentRow {
  return {
    ...row,
    status: 'draft',
    title: draft.title,
    body: draft.body,
    modified_at: draft.modified_at,
    version: 1,
    version_author_id: draft.author_id,
    version_message: '',
    version_minor_edit: 0,
  };
}
