import { nameOf } from '../content/storage-links.ts';
import { inTransaction, prepared, selectAll, selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import { storageToText } from '../storage/storage-to-text.ts';
import { rememberWords } from './site-words.ts';

type Indexed = {
  kind: string;
  title: string;
  title_key: string;
  space_id: number;
  parent_id: number | null;
  content_id: number | null;
  author_id: string;
  created_at: string;
  modified_at: string;
  body: string;
};

/** Notes that a page, blog post, comment, file or space has changed: it is indexed when the site's lag has passed. */
export function indexText(site: Site, id: number): void {
  prepared(
    site.db,
    `INSERT INTO confluence_search_queue (id, due_at) VALUES (?, ?)
     ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at`,
  ).run(id, dueAt(site));
}

/** The same for a page or blog post and all its comments, as they are found only while it is current. */
export function indexWithComments(site: Site, contentId: number): void {
  indexText(site, contentId);
  stampWrites(site);
}

/** Gives every change that was queued without a time the time it will be findable at. Call it when a write is over. */
export function stampWrites(site: Site): void {
  prepared(site.db, 'UPDATE confluence_search_queue SET due_at = ? WHERE due_at IS NULL').run(dueAt(site));
}

/** Indexes everything that waits, whatever the lag: for a site that is being filled. */
export function indexWaiting(site: Site): void {
  prepared(site.db, "UPDATE confluence_search_queue SET due_at = ''").run();
  bringIndexUpToDate(site);
}

/** Indexes what has become due by the site's clock, and lets go of what is not to be found any more. */
export function bringIndexUpToDate(site: Site): void {
  if (!selectOne(site.db, 'SELECT id FROM confluence_search_queue LIMIT 1')) return;
  inTransaction(site.db, () => {
    stampWrites(site);
    const now = site.now().toISOString();
    const gone = selectAll<{ id: number }>(
      site.db,
      `SELECT q.id FROM confluence_search_queue q
        WHERE NOT EXISTS (SELECT 1 FROM confluence_searchable s WHERE s.id = q.id)`,
    );
    for (const { id } of gone) {
      forget(site, id);
      prepared(site.db, 'DELETE FROM confluence_search_queue WHERE id = ?').run(id);
    }
    const due = selectAll<{ id: number }>(
      site.db,
      'SELECT id FROM confluence_search_queue WHERE due_at <= ? ORDER BY id',
      now,
    );
    for (const { id } of due) indexOne(site, id);
    prepared(site.db, 'DELETE FROM confluence_search_queue WHERE due_at <= ?').run(now);
  });
}

// Without a lag everything is due, even if the site's clock is turned back.
function dueAt(site: Site): string {
  if (site.settings.searchLagMs === 0) return '';
  return new Date(site.now().getTime() + site.settings.searchLagMs).toISOString();
}

function forget(site: Site, id: number): void {
  prepared(site.db, 'DELETE FROM confluence_text WHERE rowid = ?').run(id);
  prepared(site.db, 'DELETE FROM confluence_search_term WHERE id = ?').run(id);
  prepared(site.db, 'DELETE FROM confluence_search_entry WHERE id = ?').run(id);
}

function indexOne(site: Site, id: number): void {
  forget(site, id);
  const row = selectOne<Indexed>(site.db, 'SELECT * FROM confluence_searchable WHERE id = ?', id);
  if (!row) return;
  prepared(
    site.db,
    `INSERT INTO confluence_search_entry (id, kind, title, title_key, space_id, parent_id, content_id, author_id,
       created_at, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    row.kind,
    row.title,
    row.title_key,
    row.space_id,
    row.parent_id,
    row.content_id ?? 0,
    row.author_id,
    row.created_at,
    row.modified_at,
  );
  const labels = selectAll<{ prefix: string; name: string; owner_id: string }>(
    site.db,
    `SELECT l.prefix, l.name, l.owner_id FROM confluence_label l
       JOIN confluence_content_label cl ON cl.label_id = l.id WHERE cl.content_id = ?`,
    id,
  );
  const shared = labels.filter((label) => label.prefix !== 'my').map((label) => label.name);
  const isStorage = row.kind !== 'attachment' && row.kind !== 'space';
  const text = isStorage ? storageToText(row.body, nameOf) : row.body;
  prepared(site.db, 'INSERT INTO confluence_text (rowid, title, body, labels) VALUES (?, ?, ?, ?)').run(
    id,
    row.title,
    text,
    shared.join(' '),
  );
  rememberWords(site, `${row.title} ${text} ${shared.join(' ')}`);
  addTerms(site, id, 'label', shared);
  addTerms(
    site,
    id,
    'label',
    labels.filter((label) => label.prefix === 'my').map((label) => ownLabel(label.owner_id, label.name)),
  );
  if (!isStorage) return;
  addTerms(site, id, 'macro', found(row.body, /<ac:structured-macro\b[^>]*\bac:name="([^"]*)"/g));
  addTerms(site, id, 'mention', found(row.body, /<ri:user\b[^>]*\bri:account-id="([^"]*)"/g));
  const writers = selectAll<{ author_id: string }>(
    site.db,
    'SELECT DISTINCT author_id FROM confluence_version WHERE content_id = ?',
    id,
  );
  addTerms(site, id, 'contributor', [row.author_id, ...writers.map((writer) => writer.author_id)]);
}

/** How a personal label is kept among the terms, so that only its owner's searches meet it. */
export function ownLabel(accountId: string, name: string): string {
  return `${accountId} ${name}`;
}

function found(body: string, pattern: RegExp): string[] {
  return Array.from(body.matchAll(pattern), ([, value = '']) => value);
}

function addTerms(site: Site, id: number, field: string, values: string[]): void {
  const insert = prepared(
    site.db,
    'INSERT OR IGNORE INTO confluence_search_term (field, value, id) VALUES (?, ?, ?)',
  );
  for (const value of values) insert.run(field, value.toLowerCase(), id);
}
