import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import type { CallStatus, OwnStatus } from '@/lib/domain/tool-call';
import type { ToolCallFilters } from '../domain/tool-call-filters';
import { wordsQuery } from './call-words';

// Calls are found by their places in a person's history, of which an index of each filter has the order. A page costs what it
// shows, however many calls there are: one filter leads, through its index, and each place that it gives is looked up in the
// indexes of the others.

/** Up to so many matches can be looked at one by one. */
const FEW = 10_000;
/** So many of the last calls tell how frequent words are. */
const SAMPLE = 2_000;
/** Words that so many of them have are soon found by looking at one call after the other; rarer ones the index finds sooner. */
const FREQUENT = 14;
/** So many of the last calls are looked at for frequent words, before the index is asked after all. */
const RECENT = 15_000;

/** One condition: which calls it holds for by themselves, and which by one of their actions. `row` is a table's alias. */
type Facet = { ofCall: ((row: SQL) => SQL) | null; ofAction: (row: SQL) => SQL };

type Search = ToolCallFilters & {
  conversationId?: string | undefined;
  /** The place of the last call of the page before. */
  after?: number | undefined;
  limit: number;
};

/**
 * The places of the next calls of this user that match: of one conversation the oldest first, of all conversations the newest
 * first. A call matches a filter when it or one of its actions does.
 */
export async function findCalls(userId: string, search: Search): Promise<number[]> {
  const { conversationId, after, limit, q } = search;
  const facets = facetsOf(search);
  const query = q ? wordsQuery(userId, q) : undefined;
  if (query === null) return [];
  const words = query === undefined ? [] : [hasWords(userId, query)];
  const holds = (which: Facet[], row: SQL) => which.map((facet) => matches(userId, facet, row));
  const one = sql`one`;

  if (conversationId) {
    const all = [
      sql`one.conversation_id = ${conversationId}`,
      ...(after === undefined ? [] : [sql`one.position > ${after}`]),
      ...holds(facets, one),
      ...words.map((has) => has(one)),
    ];
    return places(sql`select one.position from tool_calls one where one.user_id = ${userId} and ${every(all)}
      order by one.position limit ${limit}`);
  }

  const before = after === undefined ? [] : [sql`one.position < ${after}`];
  const leader = await leaderOf(userId, facets, query !== undefined);
  const rest = facets.filter((facet) => facet !== leader?.facet);
  const byLeader = (facet: Facet) => {
    const conditions = every([...before, ...holds(rest, one), ...words.map((has) => has(one))]);
    return places(led(userId, facet, conditions, limit));
  };
  if (leader?.isFew || (leader && query === undefined)) return byLeader(leader.facet);
  const conditions = every([...before, ...holds(facets, one)]);
  if (query !== undefined) {
    const last = lastCalls(userId, query, every(before));
    const sample = await searchSample(last(SAMPLE), conditions, limit);
    if (sample.isAll) return sample.found;
    if (sample.isFrequent) {
      // Words that are frequent, with conditions that are not: of the two, conditions have an order.
      if (leader) return byLeader(leader.facet);
      const found = await places(
        sql`select position from ${last(RECENT)} one where has order by position desc limit ${limit}`,
      );
      if (found.length === limit) return found;
    }
    return places(sql`
      with found as materialized (select position, user_id from call_words where words @@ ${query}::tsquery)
      select one.position from found one where one.user_id = ${userId} and ${conditions}
      order by one.position desc limit ${limit}`);
  }
  // In the very words of the index: without “nulls last” it is not used, though no position is null.
  return places(sql`select one.position from tool_calls one where one.user_id = ${userId} and ${conditions}
    order by one.position desc nulls last limit ${limit}`);
}

async function places(query: SQL): Promise<number[]> {
  const { rows } = await database().execute<{ position: string }>(query);
  return rows.map(({ position }) => Number(position));
}

function every(conditions: SQL[]): SQL {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

function facetsOf({ status, kind, tool, action }: ToolCallFilters): Facet[] {
  const facets: Facet[] = [];
  if (action) facets.push({ ofCall: null, ofAction: (row) => sql`${row}.id = ${action}` });
  if (status) {
    const own = ownStatuses(status);
    facets.push({
      ofCall: own.length ? (row) => sql`${row}.status in ${own}` : null,
      ofAction: (row) => sql`${row}.status = ${status}`,
    });
  }
  if (tool) {
    // The second condition is that of the index.
    const named = (row: SQL) => sql`${row}.tool = ${tool} and length(${row}.tool) <= 200`;
    facets.push({ ofCall: named, ofAction: named });
  }
  if (kind) {
    const ofKind = (row: SQL) => sql`${row}.kind = ${kind}`;
    facets.push({ ofCall: ofKind, ofAction: ofKind });
  }
  return facets;
}

/** A call that has not been sent yet is at work, too. */
function ownStatuses(status: CallStatus): OwnStatus[] {
  if (status === 'running') return ['proposed', 'running'];
  return status === 'waiting' || status === 'denied' ? [] : [status];
}

/** The condition with the fewest matches, and whether it has few. One alone is not counted, unless words could be rarer. */
async function leaderOf(
  userId: string,
  facets: Facet[],
  searchesWords: boolean,
): Promise<{ facet: Facet; isFew: boolean } | undefined> {
  const [first] = facets;
  if (!first || (facets.length === 1 && !searchesWords)) return first && { facet: first, isFew: false };
  const counts = await Promise.all(
    facets.map(async (facet) => {
      const matching = sql`select 1 from actions one where one.user_id = ${userId} and ${facet.ofAction(sql`one`)}`;
      const own = facet.ofCall
        ? sql` union all select 1 from tool_calls one where one.user_id = ${userId} and ${facet.ofCall(sql`one`)}`
        : sql``;
      const { rows } = await database().execute<{ count: string }>(
        sql`select count(*) from (${matching}${own} limit ${FEW}) found`,
      );
      return { facet, count: Number(rows[0]?.count) };
    }),
  );
  const [rarest] = counts.sort((a, b) => a.count - b.count);
  return rarest && { facet: rarest.facet, isFew: rarest.count < FEW };
}

/** The next places that one condition gives, in order: through the calls and through the actions, each place once. */
function led(userId: string, facet: Facet, conditions: SQL, limit: number): SQL {
  const one = sql`one`;
  const ofActions = sql`(select distinct one.position from actions one
    where one.user_id = ${userId} and ${facet.ofAction(one)} and ${conditions} order by one.position desc limit ${limit})`;
  if (!facet.ofCall) return ofActions;
  return sql`select position from (
      (select one.position from tool_calls one where one.user_id = ${userId} and ${facet.ofCall(one)} and ${conditions}
        order by one.position desc limit ${limit})
      union ${ofActions}) found
    order by position desc limit ${limit}`;
}

/** Whether a place matches a condition. As a value, not as “exists”: that the planner may answer by reading a whole index. */
function matches(userId: string, { ofCall, ofAction }: Facet, row: SQL): SQL {
  const has = (table: SQL, condition: SQL) =>
    sql`coalesce((select true from ${table} other where other.user_id = ${userId} and other.position = ${row}.position and ${condition} limit 1), false)`;
  const other = sql`other`;
  const byAction = has(sql`actions`, ofAction(other));
  return ofCall ? sql`(${byAction} or ${has(sql`tool_calls`, ofCall(other))})` : byAction;
}

function hasWords(userId: string, query: string) {
  return (row: SQL) =>
    sql`coalesce((select other.words @@ ${query}::tsquery from call_words other
      where other.user_id = ${userId} and other.position = ${row}.position), false)`;
}

/** The last calls before a place, in order, and whether each has the words. */
function lastCalls(userId: string, query: string, before: SQL) {
  return (number: number) => sql`(
    select one.position, one.words @@ ${query}::tsquery as has from call_words one
    where one.user_id = ${userId} and ${before} order by one.position desc limit ${number})`;
}

/**
 * Searches some calls. `isAll`: nothing is left to search, or no more was asked for. `isFrequent`: many have the words, whatever else
 * is asked of them.
 */
async function searchSample(
  sample: SQL,
  conditions: SQL,
  limit: number,
): Promise<{ found: number[]; isAll: boolean; isFrequent: boolean }> {
  const { rows } = await database().execute<{ found: string[]; seen: string; having: string }>(sql`
    with sample as materialized ${sample}
    select array(select one.position from sample one where has and ${conditions}
        order by one.position desc limit ${limit}) as found,
      (select count(*) from sample) as seen, (select count(*) from sample where has) as having`);
  const [row] = rows;
  const found = (row?.found ?? []).map(Number);
  const isAll = found.length === limit || Number(row?.seen) < SAMPLE;
  return { found, isAll, isFrequent: Number(row?.having) >= FREQUENT };
}
