/** Who may see and change what: see permissions.ts. */
export const restrictionTables = `
  -- A page, blog post, whiteboard or folder that has rows for an operation is open for it to those named only.
  CREATE TABLE IF NOT EXISTS confluence_restriction (
    content_id INTEGER NOT NULL REFERENCES confluence_content (id) ON DELETE CASCADE,
    operation TEXT NOT NULL CHECK (operation IN ('read', 'update')),
    subject_type TEXT NOT NULL CHECK (subject_type IN ('user', 'group')),
    subject_id TEXT NOT NULL,
    PRIMARY KEY (content_id, operation, subject_type, subject_id)
  );
  -- Drafts are few and looked up at each reading, as only their authors see them.
  CREATE INDEX IF NOT EXISTS confluence_content_draft ON confluence_content (author_id) WHERE status = 'draft';
`;
