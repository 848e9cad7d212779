/** The audit log. Dates are ISO 8601 here, epoch milliseconds in REST. */
export const auditTables = `
  CREATE TABLE IF NOT EXISTS confluence_audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    author_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    remote_address TEXT NOT NULL,
    summary TEXT NOT NULL,
    description TEXT NOT NULL,
    category TEXT NOT NULL,
    object_name TEXT NOT NULL,
    object_type TEXT NOT NULL,
    -- JSON: the members as REST sends them.
    changed_values TEXT NOT NULL,
    associated_objects TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS confluence_audit_time ON confluence_audit (created_at);
`;
