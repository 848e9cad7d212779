import { selectAll, selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import { escapeHtml } from '../storage/html-parts.ts';

export type Excerpt = 'highlight' | 'highlight_unescaped' | 'indexed' | 'indexed_unescaped' | 'none';

type Found = {
  id: number;
  kind: 'page' | 'blogpost' | 'whiteboard' | 'folder' | 'comment' | 'attachment' | 'space';
  title: string;
  space_id: number;
  author_id: string;
  content_id: number | null;
  created_at: string;
  modified_at: string;
  body: string;
  version: number;
};
/** A hit, with its title and excerpt marked as the search answer shows them. */
export type SearchRow = Found & { marked_title: string; excerpt: string };

type Texts = { title: string; body: string };

/** Loads the hits of one page in the order of their ids. `match` is the full-text query whose words are marked, or empty. */
export function shownRows(site: Site, ids: number[], match: string, excerpt: Excerpt): SearchRow[] {
  const markedOf = marker(site, ids, match);
  return ids.flatMap((id) => {
    // One by one: a view over several kinds is looked up by its ids only so.
    const row = selectOne<Found>(site.db, 'SELECT * FROM confluence_searchable WHERE id = ?', id);
    if (!row) return [];
    const plain = selectOne<Texts>(
      site.db,
      'SELECT title, substr(body, 1, 300) AS body FROM confluence_text WHERE rowid = ?',
      id,
    );
    const marked = markedOf(id);
    return [
      {
        ...row,
        marked_title: withMarks(escapeHtml(marked?.title ?? plain?.title ?? row.title)),
        excerpt: excerptOf(excerpt, marked?.body, plain?.body ?? ''),
      },
    ];
  });
}

// Control characters mark the words until all is escaped.
const MARKED = `SELECT rowid AS id, highlight(confluence_text, 0, char(1), char(2)) AS title,
  snippet(confluence_text, 1, char(1), char(2), '…', 40) AS body FROM confluence_text WHERE confluence_text MATCH ?`;

/** The marked texts of hits. Looking up beginnings is dear, so with one among the words all hits are marked in one go. */
function marker(site: Site, ids: number[], match: string): (id: number) => Texts | undefined {
  if (match === '') return () => undefined;
  if (!match.includes('"*')) return (id) => selectOne<Texts>(site.db, `${MARKED} AND rowid = ?`, match, id);
  const rows = selectAll<Texts & { id: number }>(
    site.db,
    `${MARKED} AND +rowid IN (SELECT value FROM json_each(?))`,
    match,
    JSON.stringify(ids),
  );
  return (id) => rows.find((row) => row.id === id);
}

function excerptOf(excerpt: Excerpt, marked: string | undefined, plain: string): string {
  if (excerpt === 'none') return '';
  const chosen = excerpt.startsWith('indexed') ? plain.slice(0, 50) : (marked ?? plain);
  return withMarks(excerpt.endsWith('unescaped') ? chosen : escapeHtml(chosen));
}

function withMarks(text: string): string {
  return text.replaceAll('\u0001', '@@@hl@@@').replaceAll('\u0002', '@@@endhl@@@');
}
