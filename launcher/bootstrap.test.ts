import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';

/** Stands in for npm: writes down how it was called, and installs anew a Node that says how it was called. */
const NPM = `#!/bin/sh
echo "$*" >> npm-calls
rm -rf node_modules
mkdir -p node_modules/.bin node_modules/node/node_modules/node-any/include
touch node_modules/some.map node_modules/some.js
printf '%s\\n' '#!/bin/sh' 'echo "node $*"' 'exit 7' > node_modules/.bin/node
chmod +x node_modules/.bin/node
`;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tributary-bootstrap-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'launcher'));
  mkdirSync(join(root, 'bin'));
  copyFileSync(join(import.meta.dirname, 'bootstrap.sh'), join(root, 'launcher/bootstrap.sh'));
  writeFileSync(join(root, 'bin/npm'), NPM);
  chmodSync(join(root, 'bin/npm'), 0o755);
  lock('one');
});

const lock = (content: string) => writeFileSync(join(root, 'package-lock.json'), content);
const has = (path: string) => existsSync(join(root, 'node_modules', path));

/** Runs a command as package.json does. Answers what npm was asked for because of it. */
function bootstrap(command: string, ...rest: string[]): string[] {
  const calls = join(root, 'npm-calls');
  rmSync(calls, { force: true });
  const done = spawnSync('sh', ['launcher/bootstrap.sh', command, ...rest], {
    cwd: root,
    env: { ...process.env, PATH: `${join(root, 'bin')}:/usr/bin:/bin` },
    encoding: 'utf8',
  });
  expect(done.stdout).toContain(['node', join(root, 'launcher', `${command}.ts`), ...rest].join(' '));
  expect(done.status, 'ends as the command does').toBe(7);
  return existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
}

const ALL = ['ci --no-audit --no-fund --loglevel=error'];
const TO_RUN = [`${ALL[0]} --omit=dev`];

test('what runs the product is installed without test tools, maps and headers, once for each lock file', () => {
  expect(bootstrap('start', '--no-copy')).toEqual(TO_RUN);
  expect(has('some.js')).toBe(true);
  expect(has('some.map') || has('node/node_modules/node-any/include')).toBe(false);
  expect([...bootstrap('start'), ...bootstrap('dev')]).toEqual([]);
  lock('two');
  expect(bootstrap('start')).toEqual(TO_RUN);
});

test('a test installs everything, once, and what runs the product never takes it away', () => {
  expect(bootstrap('start')).toEqual(TO_RUN);
  expect(bootstrap('check', 'unit')).toEqual(ALL);
  expect(has('some.map') && has('node/node_modules/node-any/include')).toBe(true);
  expect([...bootstrap('test'), ...bootstrap('start')]).toEqual([]);
  lock('two');
  expect(bootstrap('start')).toEqual(ALL);
  expect(bootstrap('test')).toEqual([]);
});
