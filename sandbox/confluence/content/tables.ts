/** Pages, blog posts, whiteboards and folders, their versions, and the drafts of what is published already. */
export const contentTables = `
  CREATE TABLE IF NOT EXISTS confluence_content (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('page', 'blogpost', 'whiteboard', 'folder')),
    status TEXT NOT NULL CHECK (status IN ('current', 'archived', 'draft', 'trashed')),
    -- 'live' for a live page, NULL for every other thing.
    subtype TEXT,
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
  CREATE INDEX IF NOT EXISTS confluence_content_title ON confluence_content (title_key, space_id);
  CREATE INDEX IF NOT EXISTS confluence_content_space ON confluence_content (space_id, kind, id);
  CREATE INDEX IF NOT EXISTS confluence_content_parent ON confluence_content (parent_id, position);
  CREATE INDEX IF NOT EXISTS confluence_content_modified ON confluence_content (modified_at, id);
  CREATE INDEX IF NOT EXISTS confluence_content_drafts ON confluence_content (author_id) WHERE status = 'draft';
  CREATE INDEX IF NOT EXISTS confluence_content_created ON confluence_content (created_at, id);

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

  -- What somebody is about to publish over a published page or blog post. Content that was never published is itself a draft.
  CREATE TABLE IF NOT EXISTS confluence_draft (
    content_id INTEGER PRIMARY KEY REFERENCES confluence_content (id) ON DELETE CASCADE,
    author_id TEXT NOT NULL,
    modified_at TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL
  );

  -- What was deleted for good is answered differently from what never was.
  CREATE TABLE IF NOT EXISTS confluence_purged (id INTEGER PRIMARY KEY);
`;
