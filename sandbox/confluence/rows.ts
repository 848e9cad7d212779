import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** All rows of a query, typed by the caller: the columns are those of our own SQL. */
export function selectAll<Row>(db: DatabaseSync, sql: string, ...params: SQLInputValue[]): Row[] {
  return db.prepare(sql).all(...params) as unknown as Row[];
}

/** The first row of a query, or undefined. */
export function selectOne<Row>(db: DatabaseSync, sql: string, ...params: SQLInputValue[]): Row | undefined {
  return db.prepare(sql).get(...params) as unknown as Row | undefined;
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
