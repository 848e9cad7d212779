import 'server-only';
import { sql } from 'drizzle-orm';
import { database, logConnection, type Queries } from '@/lib/db/client';
import { turnEvents, turns, turnTails } from '@/lib/db/schema';
import type { LogEntry } from '@/lib/domain/message';

/** A piece of a turn's log. Pieces are numbered from 0; one that is not `whole` is still growing, and is the last. */
export type LogPiece = { turnId: string; seq: number; entries: LogEntry[]; whole: boolean };

/** A notification may hold 8,000 bytes. */
const IDS_A_NOTIFICATION = 200;

const WRITE = `
  with given as (
    select * from json_to_recordset($1::json) as g("turnId" uuid, seq integer, entries json, whole boolean)
  ), pieces as (
    insert into turn_events (turn_id, seq, entries) select "turnId", seq, entries from given where whole
    on conflict do nothing
  ), tails as (
    insert into turn_tails (turn_id, seq, entries) select "turnId", seq, entries from given where not whole
    on conflict (turn_id) do update set seq = excluded.seq, entries = excluded.entries
  )
  select pg_notify('turn_events', ids) from unnest($2::text[]) ids`;

/**
 * Writes pieces of many logs in one statement, and tells whoever watches these turns. At most one whole piece and one that grows
 * of each turn. Writing the same again changes nothing.
 */
export async function writePieces(pieces: LogPiece[]): Promise<void> {
  const ids = [...new Set(pieces.map(({ turnId }) => turnId))];
  const notifications: string[] = [];
  for (let at = 0; at < ids.length; at += IDS_A_NOTIFICATION)
    notifications.push(ids.slice(at, at + IDS_A_NOTIFICATION).join());
  await logConnection().query({
    name: 'write-log',
    text: WRITE,
    values: [JSON.stringify(pieces), notifications],
  });
}

/** Writes the last piece of a turn's log, with the transaction that ends the turn, and tells whoever watches. */
export async function writeLastPiece(
  tx: Queries,
  { turnId, seq, entries }: Omit<LogPiece, 'whole'>,
): Promise<void> {
  const piece = JSON.stringify(entries);
  await tx.execute(sql`
    with piece as (
      insert into ${turnEvents} (turn_id, seq, entries) select ${turnId}, ${seq}, ${piece}
      where ${entries.length > 0} on conflict do nothing
    ), tail as (
      delete from ${turnTails} where turn_id = ${turnId}
    )
    select pg_notify('turn_events', ${turnId})`);
}

/** What is stored of a turn's log, from a piece on. The last piece may go on growing under the same number. */
export async function readPieces(
  turnId: string,
  from = 0,
  queries: Queries = database(),
): Promise<{ seq: number; entries: LogEntry[] }[]> {
  const { rows } = await queries.execute<{ seq: number; entries: LogEntry[] }>(sql`
    select seq, entries from ${turnEvents} where turn_id = ${turnId} and seq >= ${from}
    union all
    select seq, entries from ${turnTails} where turn_id = ${turnId} and seq >= ${from}
      and not exists (select from ${turnEvents} e where e.turn_id = ${turnId} and e.seq = ${turnTails.seq})
    order by seq`);
  return rows;
}

/** Removes the logs of turns that are over: their messages hold it all. */
export async function removeLogs(turnIds: string[]): Promise<void> {
  const ids = sql`any(${sql.param(turnIds)}::uuid[])`;
  await database().execute(sql`
    with pieces as (delete from ${turnEvents} where turn_id = ${ids})
    delete from ${turnTails} where turn_id = ${ids}`);
}

/** Removes what processes that died left of logs whose turns are over or gone. Reads all logs there are. */
export async function removeForgottenLogs(): Promise<void> {
  const over = (table: typeof turnEvents | typeof turnTails) =>
    sql`not exists (select from ${turns} where ${turns.id} = ${table.turnId} and ${turns.status} = 'running')`;
  await database().execute(sql`
    with pieces as (delete from ${turnEvents} where ${over(turnEvents)})
    delete from ${turnTails} where ${over(turnTails)}`);
}
