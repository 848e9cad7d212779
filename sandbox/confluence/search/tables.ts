/** A change of anything that search may show puts its id into the queue. `due_at` is filled in by whoever knows the time. */
const enqueue = (ids: string): string => `INSERT INTO confluence_search_queue (id) ${ids}
      ON CONFLICT (id) DO UPDATE SET due_at = NULL;`;
const watched = ['content', 'comment', 'attachment', 'space'];

/**
 * The search index. It is made of its own tables because a site's index lags behind the site: what CQL compares is how
 * things were when they were last indexed. Rights and trash are always looked up as they are.
 */
export const searchTables = `
  -- What can be found at all: only what is current, and comments and files only while what they hang on is.
  CREATE VIEW IF NOT EXISTS confluence_searchable AS
    SELECT c.id, c.kind, c.title, c.title_key, c.space_id, c.parent_id, c.author_id, c.created_at, c.modified_at,
           c.id AS content_id, c.body, c.version
      FROM confluence_content c WHERE c.status = 'current'
    UNION ALL
    SELECT m.id, 'comment', 'Re: ' || c.title, 're: ' || c.title_key, c.space_id, NULL, m.author_id, m.created_at,
           m.modified_at, c.id, m.body, m.version
      FROM confluence_comment m JOIN confluence_content c ON c.id = m.content_id
     WHERE c.status = 'current' AND m.status = 'current'
    UNION ALL
    SELECT a.id, 'attachment', a.title, a.title_key, c.space_id, NULL, a.author_id, a.created_at, a.modified_at, c.id,
           a.comment, a.version
      FROM confluence_attachment a JOIN confluence_content c ON c.id = a.content_id
     WHERE c.status = 'current' AND a.status = 'current'
    UNION ALL
    SELECT s.id, 'space', s.name, lower(s.name), s.id, NULL, s.author_id, s.created_at, s.created_at, NULL,
           s.description, 1
      FROM confluence_space s WHERE s.status IN ('current', 'archived');

  CREATE VIRTUAL TABLE IF NOT EXISTS confluence_text
    USING fts5(title, body, labels, tokenize = 'porter unicode61 remove_diacritics 2');

  CREATE TABLE IF NOT EXISTS confluence_search_entry (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    space_id INTEGER NOT NULL,
    parent_id INTEGER,
    -- What the rights of the entry hang on: itself, or the page of a comment or file. 0 for a space.
    content_id INTEGER NOT NULL,
    author_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    modified_at TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS confluence_search_entry_title ON confluence_search_entry (title_key);
  CREATE INDEX IF NOT EXISTS confluence_search_entry_parent ON confluence_search_entry (parent_id);
  CREATE INDEX IF NOT EXISTS confluence_search_entry_author ON confluence_search_entry (author_id);

  -- Words that are compared whole: labels, macros, mentions, contributors.
  CREATE TABLE IF NOT EXISTS confluence_search_term (
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (field, value, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS confluence_search_term_entry ON confluence_search_term (id);

  -- Every word that ever stood on the site, as it was written: the text index keeps only their stems.
  CREATE TABLE IF NOT EXISTS confluence_search_word (word TEXT PRIMARY KEY) WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS confluence_search_queue (id INTEGER PRIMARY KEY, due_at TEXT);
  ${watched
    .map(
      (table) => `
  CREATE TRIGGER IF NOT EXISTS confluence_search_new_${table} AFTER INSERT ON confluence_${table} BEGIN
    ${enqueue('VALUES (NEW.id)')} END;
  CREATE TRIGGER IF NOT EXISTS confluence_search_changed_${table} AFTER UPDATE ON confluence_${table} BEGIN
    ${enqueue('VALUES (NEW.id)')} END;
  CREATE TRIGGER IF NOT EXISTS confluence_search_gone_${table} AFTER DELETE ON confluence_${table} BEGIN
    ${enqueue('VALUES (OLD.id)')} END;`,
    )
    .join('')}
  CREATE TRIGGER IF NOT EXISTS confluence_search_labelled AFTER INSERT ON confluence_content_label BEGIN
    ${enqueue('VALUES (NEW.content_id)')} END;
  CREATE TRIGGER IF NOT EXISTS confluence_search_unlabelled AFTER DELETE ON confluence_content_label BEGIN
    ${enqueue('VALUES (OLD.content_id)')} END;
  -- Comments and files share the fate of their page, and comments its title.
  CREATE TRIGGER IF NOT EXISTS confluence_search_renamed AFTER UPDATE OF title, status, space_id ON confluence_content
    WHEN NEW.title <> OLD.title OR NEW.status <> OLD.status OR NEW.space_id <> OLD.space_id BEGIN
    ${enqueue('SELECT id FROM confluence_comment WHERE content_id = NEW.id')}
    ${enqueue('SELECT id FROM confluence_attachment WHERE content_id = NEW.id')}
  END;
`;
