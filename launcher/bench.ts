import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measurements } from '../bench/measurements.ts';
import { startAll } from '../bench/setup.ts';
import { stopTargets } from '../bench/targets/start-targets.ts';
import { buildIfChanged } from './build.ts';

// npm run bench -- [--short] [--only NAME] [--profile FOLDER] [--slow-turn]: one JSON line a value. Ends with 1 when a budget is
// not held. A profile says where the app's processor time goes; --slow-turn makes each turn begin 50 ms late, which must not pass.
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    'slow-turn': { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
});
let broken = 0;
try {
  await buildIfChanged();
  const options = [
    ...(values['slow-turn'] ? [`--import ${new URL('../bench/slow-turn.mjs', import.meta.url)}`] : []),
    ...(values.profile ? [`--cpu-prof --cpu-prof-dir=${resolve(values.profile)}`] : []),
  ];
  const setup = await startAll({ NODE_OPTIONS: options.join(' ') });
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
