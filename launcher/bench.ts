import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Line } from '../bench/line.ts';
import { measurements } from '../bench/measurements.ts';
import { startAll } from '../bench/setup.ts';
import { stopTargets } from '../bench/targets/start-targets.ts';
import { writeResults } from '../bench/write-results.ts';
import { buildIfChanged } from './build.ts';

// npm run bench -- [--short] [--only NAME] [--profile FOLDER] [--slow-turn]: one JSON line a value. Ends with 1 when a budget is
// not held. A profile says where the app's processor time goes; --slow-turn makes each turn begin 50 ms late, which must not pass.
// --results writes bench/RESULTS.md.
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    'slow-turn': { type: 'boolean', default: false },
    profile: { type: 'string' },
    results: { type: 'boolean', default: false },
  },
});
const lines: Line[] = [];
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
      lines.push(line);
    }
  }
  if (values.results) writeResults(lines, values.short);
} finally {
  await stopTargets();
}
const broken = lines.filter(({ held }) => held === false).length;
console.error(broken ? `${broken} budgets are not held.` : 'Every budget is held.');
process.exit(broken ? 1 : 0);
