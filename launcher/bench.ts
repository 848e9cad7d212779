import { parseArgs } from 'node:util';
import { measurements } from '../bench/measurements.ts';
import { startAll } from '../bench/setup.ts';
import { stopTargets } from '../bench/targets/start-targets.ts';
import { buildIfChanged } from './build.ts';

// npm run bench -- [--short] [--only NAME] [--slow-turn]: one JSON line a value. Ends with 1 when a budget is not held.
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    'slow-turn': { type: 'boolean', default: false },
  },
});
let broken = 0;
try {
  await buildIfChanged();
  const slow: Record<string, string> = values['slow-turn']
    ? { NODE_OPTIONS: `--import ${new URL('../bench/slow-turn.mjs', import.meta.url)}` }
    : {};
  const setup = await startAll(slow);
  for (const [name, measure] of Object.entries(measurements(values.short))) {
    if (values.only && !name.includes(values.only)) continue;
    for (const line of await measure(setup)) {
      console.log(JSON.stringify(line));
      if (line.held === false) broken += 1;
    }
  }
} finally {
  await stopTargets();
}
console.error(broken ? `${broken} budgets are not held.` : 'Every budget is held.');
process.exit(broken ? 1 : 0);
