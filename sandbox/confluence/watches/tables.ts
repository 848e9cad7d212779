/**
 * Who watches which page, blog post, space or label: these share one row of numbers. Who makes a page or a blog post
 * watches it from then on.
 */
export const watchTables = `
  CREATE TABLE IF NOT EXISTS confluence_watch (
    target_id INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    PRIMARY KEY (target_id, account_id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS confluence_watch_of ON confluence_watch (account_id, target_id);
  CREATE TRIGGER IF NOT EXISTS confluence_watch_by_author AFTER INSERT ON confluence_content
    WHEN NEW.kind IN ('page', 'blogpost') BEGIN
    INSERT INTO confluence_watch (target_id, account_id) VALUES (NEW.id, NEW.author_id);
  END;
  ${['content', 'space', 'label']
    .map(
      (
        target,
      ) => `CREATE TRIGGER IF NOT EXISTS confluence_watch_of_${target} AFTER DELETE ON confluence_${target}
        BEGIN DELETE FROM confluence_watch WHERE target_id = OLD.id; END;`,
    )
    .join('\n  ')}
`;
