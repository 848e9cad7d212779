import { setTimeout as pause } from 'node:timers/promises';
import { held, type Line, measured } from '../line.ts';
import { cpuOf, memoryOf, processUnder } from '../processes.ts';
import type { Setup } from '../setup.ts';
import { startOurs } from '../targets/start-targets.ts';

/** A start is over when nothing is loaded or compiled any more. */
const SETTLES_MS = 30_000;

/**
 * What the product takes when nobody uses it, from its start on, with its sandbox and its database.
 * @param seconds over which processor time is taken
 */
export function atRest(seconds: number) {
  return async ({ model }: Setup): Promise<Line[]> => {
    const { launcher, pid, postgres = 0 } = await startOurs(model);
    const cpu = () => cpuOf(launcher) + cpuOf(postgres);
    await pause(SETTLES_MS);
    const began = cpu();
    await pause(seconds * 1_000);
    const share = (cpu() - began) / seconds;
    // Node's own files are in each of the first two, and once in the sum.
    const parts = {
      sandbox: memoryOf(processUnder(launcher, /sandbox\/main\.ts/)),
      app: memoryOf(pid),
      postgres: memoryOf(postgres),
    };
    return [
      ...Object.entries(parts).map(([target, value]) =>
        measured({ name: 'at-rest-memory', target, value, unit: 'MB' }),
      ),
      held({
        name: 'at-rest-memory',
        value: memoryOf(launcher) + parts.postgres,
        unit: 'MB',
        budget: { atMost: 350 },
      }),
      held({ name: 'at-rest-cpu', value: share, unit: 'cores', budget: { atMost: 0.01 } }),
    ];
  };
}
