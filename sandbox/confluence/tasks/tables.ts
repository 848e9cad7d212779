/** The tasks that stand in the bodies of pages and blog posts, kept up to date whenever one is written. */
export const taskTables = `
  CREATE TABLE IF NOT EXISTS confluence_task (
    id INTEGER PRIMARY KEY,
    content_id INTEGER NOT NULL REFERENCES confluence_content (id) ON DELETE CASCADE,
    -- The text of ac:task-id, unique in its page or blog post.
    local_id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('complete', 'incomplete')),
    body TEXT NOT NULL,
    created_by TEXT NOT NULL,
    assigned_to TEXT,
    completed_by TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    due_at TEXT,
    completed_at TEXT,
    UNIQUE (content_id, local_id)
  );
`;
