import 'server-only';
import { eq } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { conversations } from '@/lib/db/schema';
import { isDraining, unlessDraining } from './drain';
import { openQueuedTurn } from './open-turn';
import { withPlace } from './places';
import { runTurn } from './run-turn';
import type { Turn } from './turn';

/**
 * Starts a turn for the message that has waited longest in a conversation whose owner the caller has checked, unless a turn
 * runs there. Answers whether one began.
 */
export async function startQueued({ userId, conversationId }: Omit<Turn, 'turnId'>): Promise<boolean> {
  if (isDraining()) return false;
  return unlessDraining(async () => {
    const { opened: turnId, place } = await withPlace(({ waits }) =>
      database().transaction(async (tx) => {
        // The conversation first, as everywhere; it also lets one at a time take from the queue.
        await tx
          .update(conversations)
          .set({ updatedAt: new Date() })
          .where(eq(conversations.id, conversationId));
        return openQueuedTurn(tx, { userId, conversationId }, { waits });
      }),
    );
    if (turnId !== null) runTurn({ userId, conversationId, turnId }, place);
    return turnId !== null;
  });
}
