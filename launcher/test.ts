import { ensureBrowser } from './browser.ts';
import { buildIfChanged } from './build.ts';
import { run, stopOnSignals } from './children.ts';

// npm test: everything. With arguments (npm test -- chat.spec.ts) only browser tests that match.
stopOnSignals();
const only = process.argv.slice(2);
try {
  const chromium = await ensureBrowser();
  if (only.length === 0 && (await run(process.execPath, ['launcher/check.ts', '--whole'])) !== 0)
    process.exit(1);
  await buildIfChanged();
  // What npm run test:load does for ten minutes.
  const load = ['launcher/test-load.ts', '--streams', '20', '--seconds', '15'];
  if (only.length === 0 && (await run(process.execPath, load)) !== 0) process.exit(1);
  const env = { ...process.env, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) };
  // Long forms are the affair of npm run test:long.
  process.exit(await run('playwright', ['test', '--grep-invert', '@long', ...only], env));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
