import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOfFiles } from './hash-of-files.ts';

/** What the sandbox's tests look at. */
const INPUTS = [
  'sandbox/**/*',
  'package-lock.json',
  'vitest.config.ts',
  'launcher/test-support/property-seed.ts',
];

/**
 * Remembers with which files the sandbox's tests last passed.
 * @param root of the project
 */
export function sandboxStamp(root: string): { isCurrent: boolean; keep(): void } {
  const stamp = join(root, 'node_modules/.cache/tributary-sandbox-check');
  const now = hashOfFiles(root, INPUTS);
  return {
    isCurrent: existsSync(stamp) && readFileSync(stamp, 'utf8') === now,
    /** Call it after they passed: the files are those of the moment the stamp was asked for. */
    keep() {
      mkdirSync(dirname(stamp), { recursive: true });
      writeFileSync(stamp, now);
    },
  };
}
