import { exit, run, stopOnSignals } from './children.ts';
import { root } from './root.ts';
import { sandboxStamp } from './sandbox-stamp.ts';

// npm run check: types, lint, floors of the house, unused code, unit tests. Everything is run, then the result is told.
// The sandbox's tests run when its files changed since they last passed, by name, and always with --whole (npm test).
const checks: [name: string, command: string, args: string[]][] = [
  ['lock file', process.execPath, ['launcher/complete-lockfile.mjs', '--check']],
  ['types', 'tsc', ['--noEmit']],
  ['lint', 'biome', ['check', '--error-on-warnings']],
  [
    'floors',
    'depcruise',
    [
      '--config',
      '.dependency-cruiser.mjs',
      'app',
      'components',
      'lib',
      'sandbox',
      'launcher',
      'e2e',
      'bench',
      'proxy.ts',
      'instrumentation.ts',
    ],
  ],
  ['unused', 'knip', ['--no-progress']],
  ['unit', 'vitest', ['run', '--project', 'unit', '--project', 'database']],
  ['sandbox', 'vitest', ['run', '--project', 'sandbox']],
];

const whole = process.argv.includes('--whole');
const only = process.argv.slice(2).filter((name) => name !== '--whole');
if (only[0] === 'watch') {
  // npm run check -- watch: on each save the types, and the tests of what has changed since the last commit.
  stopOnSignals();
  const types = run('tsc', ['--noEmit', '--watch', '--preserveWatchOutput']);
  await exit(await Promise.race([types, run('vitest', ['watch', '--changed'])]));
}
const sandbox = sandboxStamp(root);
const isSpared = (name: string) => name === 'sandbox' && only.length === 0 && !whole && sandbox.isCurrent;
const failed: string[] = [];
for (const [name, command, args] of checks.filter(([name]) => only.length === 0 || only.includes(name))) {
  if (isSpared(name)) {
    console.log('ok     sandbox (unchanged since it last passed)');
    continue;
  }
  const started = performance.now();
  const code = await run(command, args);
  console.log(
    `${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  if (code !== 0) failed.push(name);
  else if (name === 'sandbox') sandbox.keep();
}
if (failed.length) {
  console.error(`Not in order: ${failed.join(', ')}.`);
  process.exit(1);
}
