/** Who likes which page, blog post or comment: these share one row of numbers. */
export const likeTables = `
  CREATE TABLE IF NOT EXISTS confluence_like (
    target_id INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (target_id, account_id)
  );
  ${['content', 'comment']
    .map(
      (
        target,
      ) => `CREATE TRIGGER IF NOT EXISTS confluence_like_of_${target} AFTER DELETE ON confluence_${target}
        BEGIN DELETE FROM confluence_like WHERE target_id = OLD.id; END;`,
    )
    .join('\n  ')}
`;
