import 'server-only';
import { sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { listen } from '@/lib/db/listen';
import { turns } from '@/lib/db/schema';
import { closeDeadUndos } from '@/lib/undo/close-dead-undos';
import { drain } from './drain';
import { sweepEvents } from './event-store';
import { interruptTurn, isStale } from './interrupt-turn';
import { runningTurns } from './running-turns';

/** A little more than the pause between two heartbeats. */
const EVERY_MS = 3_000;
const SWEEP_EVERY_MS = 60_000;

/** How long running turns may go on after the process was asked to end. */
const GRACE_MS = 20_000;

/**
 * What each server process does beside answering requests: obeys stops that came in elsewhere, closes turns and undos whose
 * process died, sweeps old logs, and ends in order when it is asked to.
 */
export function maintainTurns(): void {
  void listen('turn_stop', (turnId) => {
    if (turnId !== null) runningTurns().get(turnId)?.stop();
  });
  every(EVERY_MS, closeDeadTurns);
  every(SWEEP_EVERY_MS, sweepEvents);
  process.once('SIGTERM', () => void drain(GRACE_MS).finally(() => process.exit(0)));
  process.once('SIGINT', () => void drain(0).finally(() => process.exit(0)));
}

let databaseWasAway = false;

async function closeDeadTurns(): Promise<void> {
  if (databaseWasAway) {
    // Nobody could show that a turn is alive. Those who live do so before the next look.
    await database().execute(sql`select 1`);
    databaseWasAway = false;
    return;
  }
  const dead = await database()
    .select({ id: turns.id })
    .from(turns)
    .where(isStale)
    .catch((error: unknown) => {
      databaseWasAway = true;
      throw error;
    });
  // One that runs here is alive, whatever its heartbeat says: the database was away.
  for (const { id } of dead) if (!runningTurns().has(id)) await interruptTurn(id);
  await closeDeadUndos();
}

/** Repeats work with pauses between, never twice at a time. */
function every(pauseMs: number, work: () => Promise<void>): void {
  const again = () => {
    work()
      .catch((error: unknown) => console.error('[turns]', error instanceof Error ? error.message : error))
      .finally(() => setTimeout(again, pauseMs).unref());
  };
  again();
}
