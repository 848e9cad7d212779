import 'server-only';
import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { actions, toolCalls, turns } from '@/lib/db/schema';

/** Closes running turns that match as interrupted. What they were doing at the time is `unknown` from then on. */
export async function interruptTurns(queries: Queries, which: SQL | undefined): Promise<void> {
  const closed = await queries
    .update(turns)
    .set({ status: 'interrupted', endedAt: new Date() })
    .where(and(eq(turns.status, 'running'), which))
    .returning({ id: turns.id });
  if (closed.length === 0) return;
  const calls = await queries
    .update(toolCalls)
    .set({ status: 'unknown' })
    .where(
      and(
        inArray(
          toolCalls.turnId,
          closed.map(({ id }) => id),
        ),
        eq(toolCalls.status, 'running'),
      ),
    )
    .returning({ id: toolCalls.id });
  if (calls.length === 0) return;
  await queries
    .update(actions)
    .set({ status: 'unknown' })
    .where(
      and(
        inArray(
          actions.toolCallId,
          calls.map(({ id }) => id),
        ),
        eq(actions.status, 'running'),
      ),
    );
}
