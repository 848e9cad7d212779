import 'server-only';
import { sql } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { listen } from '@/lib/db/listen';
import { turns } from '@/lib/db/schema';
import { closeDeadUndos } from '@/lib/undo/close-dead-undos';
import { drain, isDraining } from './drain';
import { removeEndedLogs } from './ended-logs';
import { removeForgottenLogs } from './event-store';
import { interruptTurn, isStale } from './interrupt-turn';
import { keepHeartbeats } from './keep-heartbeats';
import { takeWaitingPlace } from './places';
import { runTurn } from './run-turn';
import { runningTurns } from './running-turns';
import { adoptWaiting } from './waiting-turns';

/** A little more than the pause between two heartbeats. */
const EVERY_MS = 3_000;
const SWEEP_EVERY_MS = 60_000;

/** How long running turns may go on after the process was asked to end. */
const GRACE_MS = 20_000;

/**
 * What each server process does beside answering requests: shows that its turns are alive, obeys stops that came in elsewhere,
 * closes turns and undos whose process died, begins those that had waited there, removes old logs, and ends in order when it is
 * asked to.
 */
export function maintainTurns(): void {
  void listen('turn_stop', (turnId) => {
    if (turnId !== null) runningTurns().get(turnId)?.stop();
  });
  keepHeartbeats();
  every(EVERY_MS, closeDeadTurns);
  every(SWEEP_EVERY_MS, removeEndedLogs);
  void removeForgottenLogs().catch(logged);
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
  await adoptDeadWaiting();
  await closeDeadUndos();
}

/** What waited in a process that has ended waits here from now on. */
async function adoptDeadWaiting(): Promise<void> {
  if (isDraining()) return;
  // One that waits here is not to wait twice, whatever its heartbeat says: the database was away.
  for (const turn of await adoptWaiting())
    if (!runningTurns().has(turn.turnId)) runTurn(turn, takeWaitingPlace());
}

const logged = (error: unknown) => console.error('[turns]', error instanceof Error ? error.message : error);

/** Repeats work with pauses between, never twice at a time. */
function every(pauseMs: number, work: () => Promise<void>): void {
  const again = () => {
    work()
      .catch(logged)
      .finally(() => setTimeout(again, pauseMs).unref());
  };
  again();
}
