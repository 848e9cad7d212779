import { readCursor, writeCursor } from '../paging.ts';
import { visibleContent } from '../permissions.ts';
import { selectAll } from '../rows.ts';
import type { Site } from '../site.ts';
import { escapeHtml } from '../storage/html-parts.ts';
import type { Person } from '../users/people.ts';
import { sortField } from './cql/fields.ts';
import { type CqlNode, parseCql } from './cql/parse.ts';
import { cqlToSql } from './cql/to-sql.ts';

export type Excerpt = 'highlight' | 'highlight_unescaped' | 'indexed' | 'indexed_unescaped' | 'none';

type Found = {
  id: number;
  kind: 'page' | 'blogpost' | 'comment' | 'space';
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

type Asked = { cql: string; limit: number; cursor: string | undefined; excerpt: Excerpt; caller: Person };
type Marked = { id: number; rank: number; title: string; body: string };

const columns: Record<string, string> = {
  title: 's.title_key',
  created: 's.created_at',
  lastmodified: 's.modified_at',
  id: 's.id',
  type: 's.kind',
  space: '(SELECT key FROM confluence_space WHERE id = s.space_id)',
  'space.key': '(SELECT key FROM confluence_space WHERE id = s.space_id)',
  creator: 's.author_id',
};

/**
 * Runs a CQL query and gives one page of its hits. Without ORDER BY the best match comes first, then the newest.
 * @throws ConfluenceError 400 for a query that can not be answered
 */
export function searchHits(
  site: Site,
  asked: Asked,
): { rows: SearchRow[]; total: number; nextCursor: string | undefined } {
  const query = parseCql(asked.cql);
  const condition = query.where
    ? cqlToSql(query.where, { caller: asked.caller, now: site.now() })
    : { sql: '1', params: [], matches: [] };
  // Spaces are found only by those who ask for them, so that a search for words gives content.
  const spaces = query.where && namesType(query.where) ? '1' : "s.kind <> 'space'";
  const order = query.orderBy.map(
    ({ field, descending }) => `${columns[sortField(field)]} ${descending ? 'DESC' : 'ASC'}`,
  );
  // A space has no content id: it stands for itself.
  const visible = visibleContent(asked.caller, { id: 'ifnull(s.content_id, 0)', spaceId: 's.space_id' });
  const found = selectAll<Found>(
    site.db,
    `SELECT s.* FROM confluence_searchable s WHERE ${spaces} AND ${visible.sql} AND (${condition.sql})
     ORDER BY ${[...order, 's.modified_at DESC', 's.id'].join(', ')}`,
    ...visible.params,
    ...condition.params,
  );
  const marked = markedRows(site, condition.matches);
  const ranked =
    order.length > 0
      ? found
      : found.toSorted((one, other) => rankOf(marked, one.id) - rankOf(marked, other.id));

  const last = readCursor(asked.cursor);
  const lastAt = last ? ranked.findIndex((row) => row.id === last.id) : -1;
  // When the last hit is gone by now, its place in the list is the best that is known.
  const from = last ? (lastAt >= 0 ? lastAt + 1 : Number(last.key)) : 0;
  const page = ranked.slice(from, from + asked.limit);
  const end = page.at(-1);
  return {
    rows: page.map((row) => ({ ...row, ...shown(site, row, marked.get(row.id), asked.excerpt) })),
    total: ranked.length,
    nextCursor:
      end && from + page.length < ranked.length ? writeCursor(from + page.length, end.id) : undefined,
  };
}

function namesType(node: CqlNode): boolean {
  if (node.type === 'clause') return node.field.toLowerCase() === 'type';
  return node.type === 'not' ? namesType(node.inner) : namesType(node.left) || namesType(node.right);
}

function rankOf(marked: Map<number, Marked>, id: number): number {
  return marked.get(id)?.rank ?? 0;
}

// Titles weigh ten times as much as bodies, labels four times. Control characters mark the words until all is escaped.
function markedRows(site: Site, matches: string[]): Map<number, Marked> {
  if (matches.length === 0) return new Map();
  const rows = selectAll<Marked>(
    site.db,
    `SELECT rowid AS id, bm25(confluence_text, 10.0, 1.0, 4.0) AS rank,
       highlight(confluence_text, 0, char(1), char(2)) AS title,
       snippet(confluence_text, 1, char(1), char(2), '…', 40) AS body
     FROM confluence_text WHERE confluence_text MATCH ?`,
    matches.map((match) => `(${match})`).join(' OR '),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function shown(
  site: Site,
  row: Found,
  marked: Marked | undefined,
  excerpt: Excerpt,
): { marked_title: string; excerpt: string } {
  const marked_title = withMarks(escapeHtml(marked?.title ?? row.title));
  if (excerpt === 'none') return { marked_title, excerpt: '' };
  const plain = plainText(site, row.id);
  const chosen = excerpt.startsWith('indexed') ? plain.slice(0, 50) : (marked?.body ?? plain.slice(0, 300));
  return { marked_title, excerpt: withMarks(excerpt.endsWith('unescaped') ? chosen : escapeHtml(chosen)) };
}

function plainText(site: Site, id: number): string {
  return (
    selectAll<{ body: string }>(site.db, 'SELECT body FROM confluence_text WHERE rowid = ?', id)[0]?.body ??
    ''
  );
}

function withMarks(text: string): string {
  return text.replaceAll('\u0001', '@@@hl@@@').replaceAll('\u0002', '@@@endhl@@@');
}
