import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { getConversation } from '@/lib/conversations/get-conversation';
import { database } from '@/lib/db/client';
import { turns } from '@/lib/db/schema';
import { runningTurns } from './running-turns';

export const stopSchema = z.object({ turnId: z.uuid().optional() });

/**
 * Stops the running turn of a user's own conversation, in whichever process it runs; what was shown stays. With a
 * `turnId` only that one: a stop that comes late must not hit the turn after it. Answers whether one was stopped.
 */
export async function stopTurn(
  userId: string,
  conversationId: string,
  { turnId }: z.infer<typeof stopSchema>,
): Promise<boolean> {
  await getConversation(userId, conversationId);
  const [stopped] = await database()
    .update(turns)
    .set({ stopRequestedAt: sql`now()` })
    .where(
      and(
        eq(turns.conversationId, conversationId),
        eq(turns.status, 'running'),
        turnId === undefined ? undefined : eq(turns.id, turnId),
      ),
    )
    .returning({ id: turns.id });
  if (!stopped) return false;
  const here = runningTurns().get(stopped.id);
  if (here) here.stop();
  else await database().execute(sql`select pg_notify('turn_stop', ${stopped.id})`);
  return true;
}
