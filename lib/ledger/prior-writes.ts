import 'server-only';
import { and, desc, eq, gte, inArray, ne, sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { actions, toolCalls, turns } from '@/lib/db/schema';
import type { Words } from '../domain/phrase';
import type { ActionRecord } from '../domain/tool-call';
import { REQUESTS } from '../domain/turn-cause';
import { actionKey } from './action-key';
import { keptError, keptFinding } from './kept-words';
import { restoreResults, wholeResult } from './results';

/** How a write came out that was made before. */
export type PriorWrite = Pick<ActionRecord, 'kind' | 'status' | 'result'> & {
  error: Words | null;
  /** What a look into the app told, of one that got lost. */
  found?: Words | null;
};

/**
 * What earlier turns wrote for the request that this turn goes on with, by tool and arguments: done, or perhaps done. Empty
 * for a turn that a person began with a request of its own.
 */
export async function priorWrites({
  conversationId,
  turnId,
}: {
  conversationId: string;
  turnId: string;
}): Promise<Map<string, PriorWrite>> {
  const lastRequest = database()
    .select({ startedAt: turns.startedAt })
    .from(turns)
    .where(and(eq(turns.conversationId, conversationId), inArray(turns.cause, [...REQUESTS])))
    .orderBy(desc(turns.startedAt))
    .limit(1);
  const sameRequest = database()
    .select({ id: turns.id })
    .from(turns)
    .where(and(eq(turns.conversationId, conversationId), gte(turns.startedAt, sql`(${lastRequest})`)));
  const { tool, arguments: args, kind, status, error, note } = actions;
  const rows = await database()
    .select({ tool, arguments: args, kind, status, error, note, ...wholeResult(actions) })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(
      and(
        eq(toolCalls.conversationId, conversationId),
        ne(toolCalls.turnId, turnId),
        inArray(toolCalls.turnId, sameRequest),
        ne(actions.kind, 'read'),
        inArray(actions.status, ['succeeded', 'unknown']),
      ),
    );
  const writes = await restoreResults(database(), rows);
  return new Map(
    writes.map((write) => [
      actionKey(write),
      { ...write, error: keptError(write), found: keptFinding(write) },
    ]),
  );
}
