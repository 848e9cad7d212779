import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

function start(env: Record<string, string>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tributary-start-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const done = spawnSync(process.execPath, [join(import.meta.dirname, 'start.ts')], {
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TRIBUTARY_DATA_DIR: dataDir,
      ...env,
    },
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { status: done.status, said: done.stdout + done.stderr };
}

test('a configuration that cannot work ends the start with one message that names every problem', () => {
  const { status, said } = start({
    PORT: 'eighty',
    OPENAI_BASE_URL: 'nowhere',
    AUTH_OIDC_ISSUER: 'https://id.example.com',
    DATABASE_URL: 'mysql://x',
  });
  expect(status).toBe(1);
  for (const name of [
    'PORT',
    'OPENAI_BASE_URL',
    'AUTH_OIDC_CLIENT_ID',
    'AUTH_OIDC_CLIENT_SECRET',
    'DATABASE_URL',
  ])
    expect(said).toMatch(new RegExp(`- ${name} `));
  expect(said).toContain('.env.example');
  expect(said).not.toMatch(/\n\s+at /);
});

test('where the sandbox is forbidden, missing keys are problems', () => {
  const { status, said } = start({ TRIBUTARY_SANDBOX: '0' });
  expect(status).toBe(1);
  expect(said).toMatch(/COMPOSIO_API_KEY is missing/);
  expect(said).toMatch(/OPENAI_API_KEY is missing/);
});
