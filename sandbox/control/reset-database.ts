import type { DatabaseSync } from 'node:sqlite';

/** Drops every table of the sandbox; whoever makes them makes them anew. */
export function dropAll(db: DatabaseSync): void {
  db.exec('PRAGMA foreign_keys = OFF');
  try {
    // A virtual table takes its own tables with it, so that the list is read anew each time.
    for (;;) {
      const found = db
        .prepare(
          `SELECT type, name FROM sqlite_schema WHERE type IN ('view', 'table') AND name NOT LIKE 'sqlite_%'
            ORDER BY type = 'view' DESC, sql LIKE 'CREATE VIRTUAL%' DESC LIMIT 1`,
        )
        .get();
      if (found === undefined) return;
      db.exec(`DROP ${String(found.type)} "${String(found.name)}"`);
    }
  } finally {
    db.exec('PRAGMA foreign_keys = ON');
  }
}
