import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** Beyond this many the oldest statements are let go: lists of ids make a new text for each length. */
const KEPT_STATEMENTS = 400;
const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/**
 * A statement that is compiled once for each database and text. Only for `run`, `get` and `all`, which leave nothing open
 * behind them: a statement that is being stepped through must not be shared.
 */
export function prepared(db: DatabaseSync, sql: string): StatementSync {
  let kept = statements.get(db);
  if (!kept) {
    kept = new Map();
    statements.set(db, kept);
  }
  const known = kept.get(sql);
  if (known) return known;
  const statement = db.prepare(sql);
  if (kept.size >= KEPT_STATEMENTS) {
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  }
  kept.set(sql, statement);
  return statement;
}

/** All rows of a query, typed by the caller: the columns are those of our own SQL. */
export function selectAll<Row>(db: DatabaseSync, sql: string, ...params: SQLInputValue[]): Row[] {
  return prepared(db, sql).all(...params) as unknown as Row[];
}

/** The first row of a query, or undefined. */
export function selectOne<Row>(db: DatabaseSync, sql: string, ...params: SQLInputValue[]): Row | undefined {
  return prepared(db, sql).get(...params) as unknown as Row | undefined;
}

/** Runs `work` in one transaction, or in the one that is open already; nothing is kept when it throws. */
export function inTransaction<Result>(db: DatabaseSync, work: () => Result): Result {
  if (db.isTransaction) return work();
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
