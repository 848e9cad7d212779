import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@/lib/http/app-error';
import { runningTurns } from './running-turns';

const kept = globalThis as { tributaryDraining?: boolean; tributaryStarting?: number };

/** What is on its way when all turns are closed still needs a moment to be sent. */
const LAST_BYTES_MS = 300;

/** True from the moment this process was asked to end. */
export function isDraining(): boolean {
  return kept.tributaryDraining === true;
}

/** Starts a turn, or does work that no turn does, unless this process takes no more: then it throws `restarting`. */
export async function unlessDraining<Result>(start: () => Promise<Result>): Promise<Result> {
  if (isDraining())
    throw new AppError('restarting', 'Tributary is being restarted.', {
      hint: 'Nothing was lost and nothing was done. Try again in a moment.',
    });
  kept.tributaryStarting = (kept.tributaryStarting ?? 0) + 1;
  try {
    return await start();
  } finally {
    kept.tributaryStarting -= 1;
  }
}

/**
 * Takes no new turns, lets the running ones and undos end for a while, and hands the rest over as interrupted: they are kept as far
 * as they have come, and a person can continue them.
 */
export async function drain(graceMs: number): Promise<void> {
  kept.tributaryDraining = true;
  await untilIdle(graceMs);
  for (const turn of runningTurns().values()) turn.interrupt();
  await untilIdle(10_000);
  await wait(LAST_BYTES_MS);
}

async function untilIdle(withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while ((runningTurns().size > 0 || (kept.tributaryStarting ?? 0) > 0) && Date.now() < deadline)
    await wait(50);
}
