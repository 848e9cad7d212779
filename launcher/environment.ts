import { checkPorts } from './check-ports.ts';
import { exit } from './children.ts';
import { inChild } from './in-child.ts';
import { lockDataDir } from './lock.ts';
import { type BuiltInPostgres, startPostgres } from './postgres.ts';
import type { Configuration, readConfiguration } from './read-configuration.ts';

/** `env` is complete here. */
export type Environment = Configuration & {
  /** Undefined where the operator has a server. */
  postgres: BuiltInPostgres | undefined;
};

/**
 * Reads and checks the configuration, takes the data directory and starts a database where none is given. Ends the process
 * with one message when something is wrong with the configuration.
 */
export async function prepareEnvironment(mode: 'production' | 'development'): Promise<Environment> {
  const read = await inChild<typeof readConfiguration>('read-configuration.ts', 'readConfiguration', mode);
  if ('problems' in read) {
    console.error(
      `The configuration is not usable:\n${read.problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    console.error('Every variable is explained in .env.example.');
    return exit(1);
  }
  const { env, dataDir, sandboxed, port, sandboxPort } = read;
  lockDataDir(dataDir);
  await checkPorts(
    [
      { variable: 'PORT', port },
      ...(sandboxed === 'nothing' ? [] : [{ variable: 'SANDBOX_PORT' as const, port: sandboxPort }]),
    ],
    mode === 'production' ? 'npm start' : 'npm run dev',
  );
  const theirs = env.DATABASE_URL?.trim();
  const postgres = theirs ? undefined : await startPostgres(dataDir);
  return { ...read, env: { ...env, DATABASE_URL: theirs || postgres?.url }, postgres };
}
