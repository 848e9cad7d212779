import 'server-only';
import { AppError } from '@/lib/http/app-error';
import { runningTurns } from './running-turns';

const kept = globalThis as { tributaryDraining?: boolean };

/** True from the moment this process was asked to end. */
export function isDraining(): boolean {
  return kept.tributaryDraining === true;
}

/** Throws `restarting` when this process takes no new turns any more. */
export function refuseWhileDraining(): void {
  if (isDraining())
    throw new AppError('restarting', 'Tributary is being restarted.', {
      hint: 'Nothing was lost. Send your message again in a moment.',
    });
}

/**
 * Takes no new turns, lets the running ones end for a while, and hands the rest over as interrupted: they are kept as far
 * as they have come, and a person can continue them.
 */
export async function drain(graceMs: number): Promise<void> {
  kept.tributaryDraining = true;
  await settled(graceMs);
  for (const turn of runningTurns().values()) turn.interrupt();
  await settled(10_000);
}

async function settled(withinMs: number): Promise<void> {
  const all = Promise.allSettled([...runningTurns().values()].map(({ closed }) => closed));
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, withinMs);
  });
  await Promise.race([all, limit]);
  clearTimeout(timer);
}
