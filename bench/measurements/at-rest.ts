import { setTimeout as pause } from 'node:timers/promises';
import { held, type Line, measured } from '../line.ts';
import { cpuOf, memoryOf, processUnder } from '../processes.ts';
import type { Setup } from '../setup.ts';
import { startOurs } from '../targets/start-targets.ts';

/** Less than this in a second is quiet, in seconds of a core. */
const QUIET = 0.02;

/**
 * What the product takes when nobody uses it, from its start on, with its sandbox and its database.
 * @param seconds over which processor time is taken
 */
export function atRest(seconds: number) {
  return async ({ model }: Setup): Promise<Line[]> => {
    const { launcher, pid, postgres = 0 } = await startOurs(model);
    const cpu = () => cpuOf(launcher) + cpuOf(postgres);
    for (let before = cpu(), now = Number.POSITIVE_INFINITY; now - before > QUIET; ) {
      before = cpu();
      await pause(1_000);
      now = cpu();
    }
    const began = cpu();
    await pause(seconds * 1_000);
    const share = (cpu() - began) / seconds;
    const sandbox = memoryOf(processUnder(launcher, /sandbox\/main\.ts/));
    const app = memoryOf(pid);
    const database = memoryOf(postgres);
    const started = memoryOf(launcher);
    const parts = { launcher: started - sandbox - app, sandbox, app, postgres: database };
    return [
      ...Object.entries(parts).map(([target, value]) =>
        measured({ name: 'at-rest-memory', target, value, unit: 'MB' }),
      ),
      held({
        name: 'at-rest-memory',
        value: started + database,
        unit: 'MB',
        budget: { atMost: 350 },
      }),
      held({ name: 'at-rest-cpu', value: share, unit: 'cores', budget: { atMost: 0.01 } }),
    ];
  };
}
