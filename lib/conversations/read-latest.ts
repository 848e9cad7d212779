import 'server-only';
import { and, eq, gt, gte, inArray, isNull, min, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { database } from '@/lib/db/client';
import { actions, approvals, ledger, messages, toolCalls } from '@/lib/db/schema';
import type { ConversationSummary, LatestMessages } from '@/lib/domain/conversation';
import { decodeCursor, encodeCursor } from '@/lib/http/cursor';
import { getConversation, listQueued, readMessages } from './get-conversation';
import { olderThan, startOfPage } from './read-older';

/** As many messages a page begins with. */
const PAGE_SIZE = 30;
/** An entry of the ledger has the time at which its transaction began, a little before it can be read. In seconds. */
const OVERLAP = 10;

/** The last message that a page has, and when it was read, in seconds. */
const sinceShape = z.tuple([z.guid(), z.number()]);
type Since = z.output<typeof sinceShape>;

export const newsQuery = z.object({ since: z.string().max(200).optional() });

/**
 * The end of a user's own conversation, to open it with. What a running turn has shown so far is in its stream, not here. Throws
 * `not_found`.
 */
export async function readLatest(userId: string, id: string): Promise<Latest> {
  return readWith(userId, id, null, lastPage);
}

/**
 * What is new in it and what has changed `since` a page read it last; all of it for a page that knows nothing yet. Throws
 * `not_found`.
 */
export async function readNews(
  userId: string,
  id: string,
  { since }: z.output<typeof newsQuery>,
): Promise<Latest> {
  const known = since === undefined ? null : decodeCursor(since, sinceShape);
  return readWith(userId, id, known, async () => (await newsSince(id, known)) ?? lastPage(id));
}

type Latest = ConversationSummary & LatestMessages;
type Read = Pick<LatestMessages, 'messages' | 'changed' | 'continues' | 'older'>;

async function readWith(
  userId: string,
  id: string,
  known: Since | null,
  readEnd: (id: string) => Promise<Read>,
): Promise<Latest> {
  // Whether a turn runs is read before the messages: one that ends in between is then still watched, never missed.
  const conversation = await getConversation(userId, id);
  const seconds = await now();
  const [queued, read] = await Promise.all([listQueued(id), readEnd(id)]);
  const last = read.messages.at(-1)?.id ?? known?.[0];
  return {
    ...conversation,
    ...read,
    queued,
    since: last === undefined ? null : encodeCursor([last, seconds]),
  };
}

async function now(): Promise<number> {
  const { rows } = await database().execute<{ now: number }>(
    sql`select extract(epoch from now())::float8 as now`,
  );
  return rows[0]?.now ?? 0;
}

/** The last messages; as many more as it takes to show every question that waits for an answer. */
async function lastPage(id: string): Promise<Read> {
  const [page, [asked]] = await Promise.all([
    startOfPage(id, PAGE_SIZE),
    database()
      .select({ position: min(messages.position) })
      .from(approvals)
      .innerJoin(actions, eq(actions.id, approvals.actionId))
      .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
      .innerJoin(messages, eq(messages.turnId, toolCalls.turnId))
      .where(
        and(
          eq(approvals.conversationId, id),
          eq(approvals.status, 'pending'),
          gt(approvals.expiresAt, sql`now()`),
        ),
      ),
  ]);
  if (page === null) return { messages: [], changed: [], continues: false, older: null };
  const from = Math.min(page, asked?.position ?? page);
  return {
    messages: await readMessages(id, gte(messages.position, from)),
    changed: [],
    continues: false,
    older: await olderThan(id, from),
  };
}

/** What is new and what has changed; null when the message that came last is there no more. */
async function newsSince(id: string, known: Since | null): Promise<Read | null> {
  const news = { messages: [], changed: [], continues: true, older: null };
  if (known === null) return { ...news, messages: await readMessages(id) };
  const [lastId, seconds] = known;
  const [last] = await database()
    .select({ position: messages.position })
    .from(messages)
    .where(and(eq(messages.conversationId, id), eq(messages.id, lastId)));
  if (last === undefined) return null;
  const [more, turnIds] = await Promise.all([
    database()
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.conversationId, id), gt(messages.position, last.position))),
    changedTurns(id, seconds - OVERLAP),
  ]);
  const ids = new Set(more.map((message) => message.id));
  if (ids.size === 0 && turnIds.length === 0) return news;
  const ofTurns = and(eq(messages.role, 'assistant'), inArray(messages.turnId, turnIds));
  const read = await readMessages(id, or(inArray(messages.id, [...ids]), ofTurns));
  return {
    ...news,
    messages: read.filter((message) => ids.has(message.id)),
    changed: read.filter((message) => !ids.has(message.id)),
  };
}

/** The turns of whose actions the ledger tells something since a time, also that one was taken back. */
async function changedTurns(id: string, seconds: number): Promise<string[]> {
  const undone = alias(actions, 'undone');
  const turnId = sql<string | null>`coalesce(${ledger.turnId}, ${toolCalls.turnId})`;
  const told = await database()
    .selectDistinct({ turnId })
    .from(ledger)
    .leftJoin(actions, and(isNull(ledger.turnId), eq(actions.id, ledger.actionId)))
    .leftJoin(undone, eq(undone.id, actions.undoes))
    .leftJoin(toolCalls, eq(toolCalls.id, undone.toolCallId))
    .where(and(eq(ledger.conversationId, id), gt(ledger.at, sql`to_timestamp(${seconds})`)));
  return told.flatMap((entry) => entry.turnId ?? []);
}
