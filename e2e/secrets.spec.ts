import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { providers } from '../lib/providers/providers.ts';
import { expect, test } from './test.ts';

const root = resolve(import.meta.dirname, '..');

// Every answer of every other test is searched as well, see `test.ts`.
test('no file that is built for browsers holds a key, or knows where one is', ({ stack }) => {
  const files = globSync('.next/static/**/*', { cwd: root, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(10);
  const forbidden = [
    ...stack.secrets(),
    'COMPOSIO_API_KEY',
    ...providers.map(({ variables }) => variables.apiKey),
    'AUTH_SECRET',
    'DATABASE_URL',
    'AUTH_OIDC_CLIENT_SECRET',
  ];
  const found = files.flatMap((file) => {
    const text = readFileSync(join(file.parentPath, file.name), 'utf8');
    return forbidden.filter((secret) => text.includes(secret)).map((secret) => `${file.name}: ${secret}`);
  });
  expect(found).toEqual([]);
});
