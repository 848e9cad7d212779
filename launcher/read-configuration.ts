import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import nextEnv from '@next/env';
import { parseConfig } from '../lib/config/parse-config.ts';
import { openai } from '../lib/providers/openai.ts';
import { providerWithKey } from '../lib/providers/providers.ts';
import { root } from './root.ts';

export type Configuration = {
  /** What the app's processes are started with: complete but for the address of a built-in database. */
  env: NodeJS.ProcessEnv;
  dataDir: string;
  sandboxed: 'nothing' | 'model' | 'composio' | 'both';
  port: number;
  sandboxPort: number;
  url: string;
};

/**
 * Reads `.env` files and the environment, fills in what a start without configuration needs (a secret, the sandbox in
 * place of missing keys) and checks the result.
 */
export function readConfiguration(
  mode: 'production' | 'development',
): Configuration | { problems: string[] } {
  nextEnv.loadEnvConfig(root, mode === 'development', { info: () => undefined, error: console.error });
  const given = process.env;
  const dataDir = resolve(root, given.TRIBUTARY_DATA_DIR?.trim() || '.data');
  const sandboxPort = given.SANDBOX_PORT?.trim() || '4400';
  const sandboxed = chooseSandbox(given);
  const sandbox = `http://localhost:${sandboxPort}`;
  const env: NodeJS.ProcessEnv = {
    ...given,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: '1',
    TRIBUTARY_DATA_DIR: dataDir,
    TRIBUTARY_SANDBOXED: sandboxed,
    AUTH_SECRET: given.AUTH_SECRET?.trim() || storedSecret(dataDir),
  };
  // The sandbox's model speaks as OpenAI does.
  const { variables } = openai;
  if (sandboxed === 'composio' || sandboxed === 'both')
    Object.assign(env, { COMPOSIO_API_KEY: 'ak_sandbox', COMPOSIO_BASE_URL: sandbox });
  if (sandboxed === 'model' || sandboxed === 'both')
    Object.assign(env, { [variables.apiKey]: 'sk-sandbox', [variables.baseUrl]: `${sandbox}/openai/v1` });

  // What was given is checked as it was given, also where the sandbox takes its place.
  const checked = parseConfig({
    ...env,
    COMPOSIO_BASE_URL: given.COMPOSIO_BASE_URL,
    [variables.baseUrl]: given[variables.baseUrl],
    DATABASE_URL: given.DATABASE_URL?.trim() || 'postgres://built-in',
  });
  if ('problems' in checked) return checked;
  const { url } = checked.config;
  return {
    // next-auth takes the address of its pages from here.
    env: { ...env, NEXTAUTH_URL: url },
    dataDir,
    sandboxed,
    port: Number(given.PORT?.trim() || 3000),
    sandboxPort: Number(sandboxPort),
    url,
  };
}

/** The sandbox stands in for what has no key; `TRIBUTARY_SANDBOX=0` forbids that, and the missing keys become problems. */
function chooseSandbox(env: NodeJS.ProcessEnv): Configuration['sandboxed'] {
  if (env.TRIBUTARY_SANDBOX?.trim() === '0') return 'nothing';
  const composio = !env.COMPOSIO_API_KEY?.trim();
  const model = !providerWithKey(env);
  if (composio && model) return 'both';
  if (composio) return 'composio';
  return model ? 'model' : 'nothing';
}

/** Made once and kept, so that people stay signed in over a restart. */
function storedSecret(dataDir: string): string {
  const file = join(dataDir, 'auth-secret');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}
