/** Who has starred which space, page or blog post: these share one row of numbers. */
export const favouriteTables = `
  CREATE TABLE IF NOT EXISTS confluence_favourite (
    target_id INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    PRIMARY KEY (target_id, account_id)
  );
  ${['content', 'space']
    .map(
      (
        target,
      ) => `CREATE TRIGGER IF NOT EXISTS confluence_favourite_of_${target} AFTER DELETE ON confluence_${target}
        BEGIN DELETE FROM confluence_favourite WHERE target_id = OLD.id; END;`,
    )
    .join('\n  ')}
`;
