import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { turns } from '@/lib/db/schema';

const EVERY_MS = 5_000;

/** Shows other processes that a turn is alive, until the answered function is called. */
export function keepHeartbeat(turnId: string): () => void {
  const timer = setInterval(() => {
    database()
      .update(turns)
      .set({ heartbeatAt: sql`now()` })
      .where(eq(turns.id, turnId))
      .catch((error: unknown) => console.error(`[turn ${turnId}] heartbeat:`, error));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
