/** Long tasks. Their work is done when they are made; what is kept here is the progress that those who ask are shown. */
export const longTaskTables = `
  CREATE TABLE IF NOT EXISTS confluence_long_task (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    -- The key of its name, such as com.atlassian.confluence.delete.space.
    name_key TEXT NOT NULL,
    started_at TEXT NOT NULL,
    -- How often someone asked how far it is.
    asked INTEGER NOT NULL,
    -- JSON: what else the answer says at the end.
    details TEXT NOT NULL
  );
`;
