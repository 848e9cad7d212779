/**
 * Properties of content, comments, attachments and spaces. All of these share one row of numbers, so the owner's id says
 * which it is; the triggers take the properties away with their owner.
 */
export const propertyTables = `
  CREATE TABLE IF NOT EXISTS confluence_property (
    id INTEGER PRIMARY KEY,
    owner_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    -- JSON.
    value TEXT NOT NULL,
    author_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    version_author_id TEXT NOT NULL,
    version_created_at TEXT NOT NULL,
    version_message TEXT NOT NULL,
    UNIQUE (owner_id, key)
  );
  ${['content', 'comment', 'attachment', 'space']
    .map(
      (
        owner,
      ) => `CREATE TRIGGER IF NOT EXISTS confluence_property_of_${owner} AFTER DELETE ON confluence_${owner}
        BEGIN DELETE FROM confluence_property WHERE owner_id = OLD.id; END;`,
    )
    .join('\n  ')}
`;
