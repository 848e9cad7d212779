import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { turns } from '@/lib/db/schema';

const EVERY_MS = 2_500;

/**
 * Shows other processes that a turn is alive, until the answered function is called.
 * @param heard.onClosed the turn was closed meanwhile (this process slept, and it was taken for dead)
 * @param heard.onStop somebody asked for it to be stopped
 */
export function keepHeartbeat(
  turnId: string,
  { onClosed, onStop }: { onClosed: () => void; onStop: () => void },
): () => void {
  const beat = async () => {
    const [alive] = await database()
      .update(turns)
      .set({ heartbeatAt: sql`now()` })
      .where(and(eq(turns.id, turnId), eq(turns.status, 'running')))
      .returning({ stopRequestedAt: turns.stopRequestedAt });
    if (!alive) onClosed();
    else if (alive.stopRequestedAt) onStop();
  };
  const timer = setInterval(() => {
    beat().catch((error: unknown) => console.error(`[turn ${turnId}] heartbeat:`, error));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
