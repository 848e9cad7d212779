import type { DatabaseSync } from 'node:sqlite';

/** Creates the tables of the site. Dates are ISO 8601 with milliseconds and Z, so they sort as text. */
export function createTables(db: DatabaseSync): void {
  db.exec(`
    -- Pages, blog posts, comments, spaces and labels share one row of numbers, as search keys on the number alone.
    CREATE TABLE IF NOT EXISTS confluence_sequence (value INTEGER NOT NULL);
    INSERT INTO confluence_sequence SELECT 4000000 WHERE NOT EXISTS (SELECT 1 FROM confluence_sequence);

    CREATE TABLE IF NOT EXISTS confluence_space (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL COLLATE NOCASE UNIQUE,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      status TEXT NOT NULL,
      description TEXT NOT NULL,
      author_id TEXT NOT NULL,
      created_at TEXT NOT NULL,
      homepage_id INTEGER,
      -- JSON arrays of account ids. NULL readers: everyone.
      readers TEXT,
      writers TEXT NOT NULL
    );

    CREATE TABLE IF NOT EXISTS confluence_content (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('page', 'blogpost', 'whiteboard', 'folder')),
      status TEXT NOT NULL CHECK (status IN ('current', 'archived', 'draft', 'trashed')),
      space_id INTEGER NOT NULL REFERENCES confluence_space (id),
      parent_id INTEGER,
      position INTEGER,
      title TEXT NOT NULL,
      title_key TEXT NOT NULL,
      body TEXT NOT NULL,
      author_id TEXT NOT NULL,
      owner_id TEXT NOT NULL,
      last_owner_id TEXT,
      created_at TEXT NOT NULL,
      modified_at TEXT NOT NULL,
      version INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS confluence_content_title ON confluence_content (space_id, title_key);
    CREATE INDEX IF NOT EXISTS confluence_content_parent ON confluence_content (parent_id, position);

    CREATE TABLE IF NOT EXISTS confluence_version (
      content_id INTEGER NOT NULL REFERENCES confluence_content (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      author_id TEXT NOT NULL,
      created_at TEXT NOT NULL,
      message TEXT NOT NULL,
      minor_edit INTEGER NOT NULL,
      title TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (content_id, number)
    );

    -- A page, blog post, whiteboard or folder that has rows for an operation is open for it to those named only.
    CREATE TABLE IF NOT EXISTS confluence_restriction (
      content_id INTEGER NOT NULL REFERENCES confluence_content (id) ON DELETE CASCADE,
      operation TEXT NOT NULL CHECK (operation IN ('read', 'update')),
      subject_type TEXT NOT NULL CHECK (subject_type IN ('user', 'group')),
      subject_id TEXT NOT NULL,
      PRIMARY KEY (content_id, operation, subject_type, subject_id)
    );

    CREATE TABLE IF NOT EXISTS confluence_label (
      id INTEGER PRIMARY KEY,
      prefix TEXT NOT NULL,
      name TEXT NOT NULL,
      UNIQUE (prefix, name)
    );
    CREATE TABLE IF NOT EXISTS confluence_content_label (
      content_id INTEGER NOT NULL REFERENCES confluence_content (id) ON DELETE CASCADE,
      label_id INTEGER NOT NULL REFERENCES confluence_label (id) ON DELETE CASCADE,
      PRIMARY KEY (content_id, label_id)
    );

    CREATE TABLE IF NOT EXISTS confluence_comment (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('footer', 'inline')),
      status TEXT NOT NULL,
      content_id INTEGER NOT NULL REFERENCES confluence_content (id) ON DELETE CASCADE,
      parent_comment_id INTEGER REFERENCES confluence_comment (id) ON DELETE CASCADE,
      body TEXT NOT NULL,
      author_id TEXT NOT NULL,
      created_at TEXT NOT NULL,
      modified_at TEXT NOT NULL,
      version INTEGER NOT NULL,
      resolution_status TEXT,
      marker_ref TEXT,
      selection TEXT
    );
    CREATE INDEX IF NOT EXISTS confluence_comment_content ON confluence_comment (content_id, kind);

    CREATE VIRTUAL TABLE IF NOT EXISTS confluence_text
      USING fts5(title, body, labels, tokenize = 'porter unicode61 remove_diacritics 2');

    -- What CQL can find: only what is current, and comments only while their page or blog post is.
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
      SELECT s.id, 'space', s.name, lower(s.name), s.id, NULL, s.author_id, s.created_at, s.created_at, NULL,
             s.description, 1
        FROM confluence_space s WHERE s.status = 'current';

    CREATE TABLE IF NOT EXISTS confluence_oauth_code (
      code TEXT PRIMARY KEY,
      account_id TEXT NOT NULL,
      redirect_uri TEXT NOT NULL,
      scope TEXT NOT NULL,
      expires_at TEXT NOT NULL
    );
    CREATE TABLE IF NOT EXISTS confluence_oauth_grant (
      access_token TEXT PRIMARY KEY,
      refresh_token TEXT UNIQUE,
      account_id TEXT NOT NULL,
      scope TEXT NOT NULL,
      expires_at TEXT NOT NULL
    );
  `);
}

/** The next number of the site, for a new page, blog post, comment or label. */
export function nextId(db: DatabaseSync): number {
  const row = db.prepare('UPDATE confluence_sequence SET value = value + 1 RETURNING value').get();
  return Number(row?.value);
}
