import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children.ts';
import { hashOfFiles } from './hash-of-files.ts';
import { root } from './root.ts';

const INPUTS = [
  'app/**/*',
  'components/**/*',
  'lib/**/*',
  'public/**/*',
  '*.config.*',
  'proxy.ts',
  'instrumentation.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the app unless the last build was made from exactly these files. */
export async function buildIfChanged(): Promise<void> {
  const stamp = join(root, '.next', 'tributary-build');
  const wanted = hashOfFiles(root, INPUTS);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building …');
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' };
  if ((await run('next', ['build'], env)) !== 0) throw new Error('The build failed; the messages are above.');
  writeFileSync(stamp, wanted);
}
