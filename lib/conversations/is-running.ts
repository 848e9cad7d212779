import 'server-only';
import { and, eq, exists, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { turns } from '@/lib/db/schema';

/** A running turn whose heartbeat is older than this belongs to a process that died. */
export const STALE_AFTER_SECONDS = 15;

/** SQL: does the conversation have a turn that is alive? */
export function isRunning(conversationId: SQLWrapper): SQL<boolean> {
  const alive = sql`${turns.heartbeatAt} > now() - make_interval(secs => ${STALE_AFTER_SECONDS})`;
  const running = database()
    .select({ one: sql`1` })
    .from(turns)
    .where(and(eq(turns.conversationId, conversationId), eq(turns.status, 'running'), alive));
  return sql<boolean>`${exists(running)}`;
}
