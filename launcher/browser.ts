import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './children.ts';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds a Chromium for the tests: one that is named or installed, Debian's (installed here when this is root), or
 * Playwright's own. Answers its path, or undefined when Playwright knows where its own is.
 */
export async function ensureBrowser(): Promise<string | undefined> {
  const found = [process.env.CHROMIUM_PATH, ...INSTALLED].find((path) => path && existsSync(path));
  if (found) return found;
  const root = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (root) {
    console.log('Installing Chromium for the browser tests …');
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  }
  if ((await run('playwright', ['install', 'chromium'])) === 0) return undefined;
  throw new Error(
    'The browser tests need Chromium. Install it (for example: apt-get install chromium) or set CHROMIUM_PATH.',
  );
}
