import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { turns } from '@/lib/db/schema';

const EVERY_MS = 5_000;

/**
 * Shows other processes that a turn is alive, until the answered function is called. A turn that was closed meanwhile
 * (this process slept, and it was taken for dead) is given up with `onClosed`: it must not go on acting.
 */
export function keepHeartbeat(turnId: string, onClosed: () => void): () => void {
  const beat = async () => {
    const alive = await database()
      .update(turns)
      .set({ heartbeatAt: sql`now()` })
      .where(and(eq(turns.id, turnId), eq(turns.status, 'running')))
      .returning({ id: turns.id });
    if (alive.length === 0) onClosed();
  };
  const timer = setInterval(() => {
    beat().catch((error: unknown) => console.error(`[turn ${turnId}] heartbeat:`, error));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
