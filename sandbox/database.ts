import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Raise it whenever a table of the sandbox changes. */
const LAYOUT = 2;

/**
 * Opens (and creates, with its folder) the sandbox's SQLite file. Each room makes its own tables. `:memory:` is allowed.
 * A file with tables of another layout is put aside as `….old`, and the sandbox begins anew.
 */
export function openDatabase(file: string): DatabaseSync {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file) && layoutOf(file) !== LAYOUT) putAside(file);
  }
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
    PRAGMA foreign_keys = ON; PRAGMA user_version = ${LAYOUT};`);
  return db;
}

function layoutOf(file: string): unknown {
  const db = new DatabaseSync(file);
  try {
    return db.prepare('PRAGMA user_version').get()?.user_version;
  } finally {
    db.close();
  }
}

function putAside(file: string): void {
  for (const end of ['', '-wal', '-shm']) {
    if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${file}.old${end}`);
  }
  console.log(
    `The sandbox's data in ${file} is of an older version. It is kept in ${file}.old, and a new site begins.`,
  );
}
