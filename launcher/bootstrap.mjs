// Runs on whatever Node the machine has (20 or newer): makes sure the dependencies are there, among them the Node that
// the project brings, and hands over to that one. Plain JavaScript, no dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.tributary-lock');
const node = join(modules, '.bin', 'node');

/** What these need is installed; everything else needs the tools for tests too. */
const RUNS_ONLY = ['start', 'dev', 'sandbox'];

/** @param runsOnly whether the tools for tests may be left out; where they are there already, they stay */
function installIfChanged(runsOnly) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const installed = existsSync(stamp) && existsSync(node) ? readFileSync(stamp, 'utf8') : '';
  if (installed === `${lock} all` || (runsOnly && installed === `${lock} runs`)) return;
  console.log('Installing dependencies …');
  const some = runsOnly && !installed.endsWith(' all');
  const omit = some ? ['--omit=dev'] : [];
  const done = spawnSync('npm', ['ci', ...omit, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (done.status !== 0) {
    console.error(
      'The dependencies could not be installed. Check the messages above and the network, then try again.',
    );
    process.exit(1);
  }
  writeFileSync(stamp, `${lock} ${some ? 'runs' : 'all'}`);
}

const [command = 'start', ...rest] = process.argv.slice(2);
installIfChanged(RUNS_ONLY.includes(command));
const child = spawn(node, [join(root, 'launcher', `${command}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${join(modules, '.bin')}:${process.env.PATH}` },
});
// Ctrl-C reaches the child by itself; it stops what it started, and this process ends with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
