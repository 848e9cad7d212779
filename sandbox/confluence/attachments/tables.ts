/** Attachments of pages and blog posts. A row says how the file is now; its versions hold the bytes. */
export const attachmentTables = `
  CREATE TABLE IF NOT EXISTS confluence_attachment (
    id INTEGER PRIMARY KEY,
    content_id INTEGER NOT NULL REFERENCES confluence_content (id) ON DELETE CASCADE,
    status TEXT NOT NULL CHECK (status IN ('current', 'trashed')),
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    media_type TEXT NOT NULL,
    comment TEXT NOT NULL,
    file_id TEXT NOT NULL,
    file_size INTEGER NOT NULL,
    minor_edit INTEGER NOT NULL,
    author_id TEXT NOT NULL,
    version_author_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    modified_at TEXT NOT NULL,
    version INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX IF NOT EXISTS confluence_attachment_name
    ON confluence_attachment (content_id, title) WHERE status = 'current';

  CREATE TABLE IF NOT EXISTS confluence_attachment_version (
    attachment_id INTEGER NOT NULL REFERENCES confluence_attachment (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    comment TEXT NOT NULL,
    minor_edit INTEGER NOT NULL,
    author_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    file_id TEXT NOT NULL UNIQUE,
    bytes BLOB NOT NULL,
    PRIMARY KEY (attachment_id, number)
  );
`;
