import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser.ts';
import { buildIfChanged } from './build.ts';
import { run, stopOnSignals } from './children.ts';

// npm run test:crash -- --rounds 50 --seed 1: the crash test of the suite, for as long as one likes.
stopOnSignals();
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string' } },
});
try {
  const chromium = await ensureBrowser();
  await buildIfChanged();
  const env = {
    ...process.env,
    ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
    CRASH_ROUNDS: values.rounds,
    ...(values.seed ? { CRASH_SEED: values.seed } : {}),
  };
  process.exit(await run('playwright', ['test', 'crash.spec'], env));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
