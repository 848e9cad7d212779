import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { UserChange } from '../domain/user-change';
import { database, type Queries } from './client';
import { listen } from './listen';
import { conversations } from './schema';

const told = z.object({
  userId: z.string(),
  change: z.union([
    z.object({ type: z.literal('conversation'), id: z.string() }),
    z.object({ type: z.enum(['conversations', 'connections']) }),
  ]),
});

/** Tells the pages of a person what has changed, in whichever process they are heard. Inside a transaction: when it is committed. */
export async function tellUser(
  userId: string,
  change: Exclude<UserChange, { type: 'unknown' }>,
  queries: Queries = database(),
): Promise<void> {
  await queries.execute(sql`select pg_notify('user_changes', ${JSON.stringify({ userId, change })})`);
}

/** What `user_changes` is notified of when a conversation of a person has changed. */
export function ownerTold(userId: string, conversationId: string): string {
  return JSON.stringify({ userId, change: { type: 'conversation', id: conversationId } });
}

/** Tells the pages of its owner that a conversation has changed. */
export async function tellOwner(conversationId: string, queries: Queries = database()): Promise<void> {
  const change = sql`json_build_object('type', 'conversation', 'id', ${conversations.id})`;
  await queries.execute(
    sql`select pg_notify('user_changes', json_build_object('userId', ${conversations.userId}, 'change', ${change})::text)
      from ${conversations} where ${conversations.id} = ${conversationId}`,
  );
}

type Hear = (change: UserChange) => void;

// Routes have modules of their own: there must be one map a process.
const kept = globalThis as {
  tributaryHearers?: { byUser: Map<string, Set<Hear>>; listening: Promise<unknown> };
};

/** Who hears, by person. Each notification is read once, and told to those whom it is for. */
function hearers() {
  kept.tributaryHearers ??= { byUser: new Map(), listening: listen('user_changes', tell) };
  return kept.tributaryHearers;
}

function tell(payload: string | null): void {
  const { byUser } = hearers();
  if (payload === null) {
    for (const ofUser of byUser.values()) for (const hear of ofUser) hear({ type: 'unknown' });
    return;
  }
  const parsed = told.safeParse(JSON.parse(payload));
  if (parsed.success) for (const hear of byUser.get(parsed.data.userId) ?? []) hear(parsed.data.change);
}

/** Hears what changes for a person, until the answered function is called. */
export async function hearChanges(userId: string, hear: Hear): Promise<() => void> {
  const { byUser, listening } = hearers();
  const ofUser = byUser.get(userId) ?? new Set();
  byUser.set(userId, ofUser.add(hear));
  await listening;
  return () => {
    ofUser.delete(hear);
    if (ofUser.size === 0 && byUser.get(userId) === ofUser) byUser.delete(userId);
  };
}
