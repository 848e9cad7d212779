import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sandboxStamp } from './sandbox-stamp.ts';

test('the sandbox counts as checked only with exactly the files that passed', () => {
  const root = mkdtempSync(join(tmpdir(), 'stamp-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('sandbox/main.ts', 'one');
  write('package-lock.json', '{}');
  expect(sandboxStamp(root).isCurrent).toBe(false);

  sandboxStamp(root).keep();
  expect(sandboxStamp(root).isCurrent).toBe(true);
  write('sandbox/node_modules/hono/index.js', 'installed');
  write('lib/other.ts', 'not of the sandbox');
  expect(sandboxStamp(root).isCurrent).toBe(true);

  for (const change of [
    () => write('sandbox/main.ts', 'two'),
    () => write('sandbox/deep/added.ts', 'new'),
    () => rmSync(join(root, 'sandbox/main.ts')),
    () => write('package-lock.json', '{"packages":{}}'),
  ]) {
    sandboxStamp(root).keep();
    change();
    expect(sandboxStamp(root).isCurrent).toBe(false);
  }

  const running = sandboxStamp(root);
  write('sandbox/deep/added.ts', 'changed while the tests ran');
  running.keep();
  expect(sandboxStamp(root).isCurrent).toBe(false);
});
