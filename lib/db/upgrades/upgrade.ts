import type { ClientBase } from 'pg';

/** One part of an upgrade: rows that are moved a batch at a time, in the order of a key. */
type Part = {
  /** What is moved, as people call it: “tool calls”. */
  name: string;
  /** How many there are; for the progress that people see. */
  count: string;
  /**
   * Moves the next rows after the key `$1` (empty at the beginning), about `$2` of them, and answers one row: `last`, the last key
   * as text, null when there were none, and `moved`, how many there were. A function where SQL alone cannot.
   */
  move: string | ((client: ClientBase, key: string, rows: number) => Promise<Moved>);
};

export type Moved = { last: string | null; moved: number };

/** Moves data that a migration has made room for. What a killed run had moved is not moved again. */
export type Upgrade = {
  name: string;
  parts: Part[];
  /** What can only be done when all is moved. */
  after: string[];
};

const ROWS_AT_ONCE = 2_000;

/** Runs an upgrade to its end, from wherever an earlier run was cut off. */
export async function runUpgrade(
  client: ClientBase,
  { name, parts, after }: Upgrade,
  onProgress: (words: string) => void,
): Promise<void> {
  await client.query(`create table if not exists drizzle.upgrades (
    name text primary key, part integer not null default 0, key text not null default '', done boolean not null default false)`);
  // How many rows of the part a killed run had moved.
  await client.query('alter table drizzle.upgrades add column if not exists moved bigint not null default 0');
  await client.query('insert into drizzle.upgrades (name) values ($1) on conflict do nothing', [name]);
  const { rows } = await client.query('select part, key, moved, done from drizzle.upgrades where name = $1', [
    name,
  ]);
  if (rows[0].done) return;
  // A batch is small: to look each row up costs less than to read a table for it, whatever the planner expects.
  await client.query('set enable_hashjoin = off; set enable_mergejoin = off');
  for (let at: number = rows[0].part; at < parts.length; at += 1) {
    const part = parts[at];
    const from = at === rows[0].part ? rows[0] : { key: '', moved: 0 };
    if (part) await movePart(client, { name, at, part, from }, onProgress);
  }
  await inTransaction(client, async () => {
    for (const statement of after) await client.query(statement);
    await client.query('update drizzle.upgrades set done = true where name = $1', [name]);
  });
}

async function movePart(
  client: ClientBase,
  { name, at, part, from }: { name: string; at: number; part: Part; from: { key: string; moved: number } },
  onProgress: (words: string) => void,
): Promise<void> {
  const { rows } = await client.query(part.count);
  const all = Number(rows[0].count);
  let { key } = from;
  for (let moved = Number(from.moved); ; ) {
    const last = await inTransaction(client, async () => {
      const { last, moved: many } = await moveNext(client, part.move, key);
      moved += many;
      const next = last === null ? [at + 1, '', 0] : [at, last, moved];
      const keep = 'update drizzle.upgrades set part = $2, key = $3, moved = $4 where name = $1';
      await client.query(keep, [name, ...next]);
      return last;
    });
    if (last === null) return;
    key = last;
    onProgress(`${part.name}: ${moved.toLocaleString('en')} of ${all.toLocaleString('en')}`);
  }
}

async function moveNext(client: ClientBase, move: Part['move'], key: string): Promise<Moved> {
  if (typeof move !== 'string') return move(client, key, ROWS_AT_ONCE);
  const { rows } = await client.query(move, [key, ROWS_AT_ONCE]);
  return { last: rows[0].last, moved: Number(rows[0].moved) };
}

async function inTransaction<Result>(client: ClientBase, work: () => Promise<Result>): Promise<Result> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
