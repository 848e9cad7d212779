import { parseArgs } from 'node:util';
import { soak } from '../bench/soak.ts';
import { stopTargets } from '../bench/targets/start-targets.ts';
import { buildIfChanged } from './build.ts';

// npm run test:load -- --streams 100 --seconds 600: many people at once while everything fails now and then. One JSON line a value;
// ends with 1 when anything was lost.
const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '600' },
  },
});
let broken = 0;
try {
  await buildIfChanged();
  for (const line of await soak({ streams: Number(values.streams), seconds: Number(values.seconds) })) {
    console.log(JSON.stringify(line));
    if (line.held === false) broken += 1;
  }
} finally {
  await stopTargets();
}
process.exit(broken ? 1 : 0);
