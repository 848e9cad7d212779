import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser.ts';
import { buildIfChanged } from './build.ts';
import { run, stopOnSignals } from './children.ts';

// npm run test:long -- properties --rounds 1 --seed 7: the long forms of what npm test has a short form of. The property tests,
// each round with another seed, and the browser tests that are marked @long; without a name both.
stopOnSignals();
const { values, positionals: only } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '10' }, seed: { type: 'string' } },
});

async function properties(): Promise<boolean> {
  const files = globSync('{lib,components,sandbox}/**/*.test.ts', { exclude: ['**/node_modules/**'] }).filter(
    (file) => readFileSync(file, 'utf8').includes("from 'fast-check'"),
  );
  const first = Number(values.seed ?? randomInt(1, 2 ** 30));
  const failed: number[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const seed = first + round;
    console.log(`Round ${round + 1} of ${values.rounds}, seed ${seed}`);
    const env = { ...process.env, PROPERTY_SEED: String(seed) };
    if ((await run('vitest', ['run', '--reporter=dot', ...files], env)) !== 0) failed.push(seed);
  }
  for (const seed of failed)
    console.error(`Failed; to repeat it: npm run test:long -- properties --rounds 1 --seed ${seed}`);
  return failed.length === 0;
}

async function browser(): Promise<boolean> {
  const chromium = await ensureBrowser();
  await buildIfChanged();
  const env = { ...process.env, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) };
  return (await run('playwright', ['test', '--grep', '@long'], env)) === 0;
}

try {
  const parts = Object.entries({ properties, browser }).filter(
    ([name]) => only.length === 0 || only.includes(name),
  );
  const numbers = [values.rounds, values.seed ?? '1'];
  if (parts.length < only.length || !numbers.every((given) => /^[1-9]\d*$/.test(given)))
    throw new Error('Usage: npm run test:long -- [properties] [browser] [--rounds 10] [--seed 1]');
  let passed = true;
  for (const [, part] of parts) passed = (await part()) && passed;
  process.exit(passed ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
