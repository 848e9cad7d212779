/**
 * Footer and inline comments with their versions. A comment on an attachment also names the page that the file hangs on.
 * Replies to an inline comment carry the marker and the state of the whole thread.
 */
export const commentTables = `
  CREATE TABLE IF NOT EXISTS confluence_comment (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('footer', 'inline')),
    status TEXT NOT NULL,
    content_id INTEGER NOT NULL REFERENCES confluence_content (id) ON DELETE CASCADE,
    attachment_id INTEGER REFERENCES confluence_attachment (id) ON DELETE CASCADE,
    parent_comment_id INTEGER REFERENCES confluence_comment (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    author_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    modified_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    version_author_id TEXT,
    version_message TEXT NOT NULL DEFAULT '',
    resolution_status TEXT,
    resolution_by TEXT,
    resolution_at TEXT,
    marker_ref TEXT,
    selection TEXT
  );
  CREATE INDEX IF NOT EXISTS confluence_comment_content ON confluence_comment (content_id, kind);
  CREATE INDEX IF NOT EXISTS confluence_comment_parent ON confluence_comment (parent_comment_id);

  CREATE TABLE IF NOT EXISTS confluence_comment_version (
    comment_id INTEGER NOT NULL REFERENCES confluence_comment (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    author_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    message TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (comment_id, number)
  );
  -- Every version is kept, whoever writes it. The first author writes it unless another is named.
  ${['INSERT', 'UPDATE OF version']
    .map(
      (write) => `CREATE TRIGGER IF NOT EXISTS confluence_comment_${write.toLowerCase().replaceAll(' ', '_')}
        AFTER ${write} ON confluence_comment BEGIN
          INSERT OR REPLACE INTO confluence_comment_version (comment_id, number, author_id, created_at, message, body)
          VALUES (NEW.id, NEW.version, ifnull(NEW.version_author_id, NEW.author_id), NEW.modified_at,
                  NEW.version_message, NEW.body);
        END;`,
    )
    .join('\n  ')}
`;
