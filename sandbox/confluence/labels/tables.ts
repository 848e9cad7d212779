/**
 * Labels, and what carries them: content, attachments and spaces, which share one row of numbers. A personal label (`my`)
 * belongs to the one who put it there and is seen by nobody else; the others have the owner ''.
 */
export const labelTables = `
  CREATE TABLE IF NOT EXISTS confluence_label (
    id INTEGER PRIMARY KEY,
    prefix TEXT NOT NULL,
    name TEXT NOT NULL,
    owner_id TEXT NOT NULL DEFAULT '',
    UNIQUE (prefix, name, owner_id)
  );
  CREATE TABLE IF NOT EXISTS confluence_content_label (
    content_id INTEGER NOT NULL,
    label_id INTEGER NOT NULL REFERENCES confluence_label (id) ON DELETE CASCADE,
    PRIMARY KEY (content_id, label_id)
  );
  CREATE INDEX IF NOT EXISTS confluence_content_label_carriers ON confluence_content_label (label_id);

  -- A label exists only while something carries it.
  CREATE TRIGGER IF NOT EXISTS confluence_label_uncarried AFTER DELETE ON confluence_content_label BEGIN
    DELETE FROM confluence_label
     WHERE id = OLD.label_id AND NOT EXISTS (SELECT 1 FROM confluence_content_label WHERE label_id = OLD.label_id);
  END;
  ${['content', 'attachment', 'space']
    .map(
      (
        carrier,
      ) => `CREATE TRIGGER IF NOT EXISTS confluence_label_of_${carrier} AFTER DELETE ON confluence_${carrier}
        BEGIN DELETE FROM confluence_content_label WHERE content_id = OLD.id; END;`,
    )
    .join('\n  ')}
`;
