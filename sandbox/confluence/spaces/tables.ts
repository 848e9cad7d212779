/** Spaces. */
export const spaceTables = `
  CREATE TABLE IF NOT EXISTS confluence_space (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL COLLATE NOCASE UNIQUE,
    -- What stands in addresses instead of the key, where one was chosen.
    alias TEXT,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    description TEXT NOT NULL,
    author_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    homepage_id INTEGER,
    -- JSON arrays of account ids and group ids. NULL readers: everyone.
    readers TEXT,
    writers TEXT NOT NULL
  );
`;
