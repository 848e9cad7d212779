import 'server-only';
import { and, asc, eq, gte, sql } from 'drizzle-orm';
import { database, type Queries } from '@/lib/db/client';
import { turnEvents, turns } from '@/lib/db/schema';
import type { LogEntry } from '@/lib/domain/message';

/** Watchers in other processes read the last events within this time, before they are swept away. */
const KEPT_SECONDS = 60;

/** Appends a batch to a turn's log and tells everyone who watches. Writing the same batch again changes nothing. */
export async function appendEvents(
  turnId: string,
  seq: number,
  entries: LogEntry[],
  queries: Queries = database(),
): Promise<void> {
  await queries.insert(turnEvents).values({ turnId, seq, entries }).onConflictDoNothing();
  await tellWatchers(turnId, queries);
}

/** Wakes those who watch a turn, in whichever process they are. Inside a transaction: when it is committed. */
export async function tellWatchers(turnId: string, queries: Queries = database()): Promise<void> {
  await queries.execute(sql`select pg_notify('turn_events', ${turnId})`);
}

/** The batches of a turn's log from one on. */
export async function readEvents(
  turnId: string,
  from = 0,
  queries: Queries = database(),
): Promise<{ seq: number; entries: LogEntry[] }[]> {
  return queries
    .select({ seq: turnEvents.seq, entries: turnEvents.entries })
    .from(turnEvents)
    .where(and(eq(turnEvents.turnId, turnId), gte(turnEvents.seq, from)))
    .orderBy(asc(turnEvents.seq));
}

/** Removes the logs of turns that have been over for a while: their messages hold it all. */
export async function sweepEvents(): Promise<void> {
  await database().execute(
    sql`delete from ${turnEvents} using ${turns} where ${turns.id} = ${turnEvents.turnId}
      and ${turns.endedAt} < now() - make_interval(secs => ${KEPT_SECONDS})`,
  );
}
