import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../launcher/free-port.ts';
import { hashOfFiles } from '../../launcher/hash-of-files.ts';
import { processUnder } from '../processes.ts';
import { signIn } from './sign-in.ts';
import type { Target } from './target.ts';

const root = join(import.meta.dirname, '../..');
const running: ChildProcess[] = [];
const folders: string[] = [];

/** Starts the model of the measurements. Answers its base URL. */
export async function startModel(faultShare = 0): Promise<string> {
  const port = await freePort();
  start([join(root, 'bench/model-server.ts'), String(port), String(faultShare)], {});
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/arrived`);
  return url;
}

/** The product as it runs here. `said` is what it wrote to its standard error so far. */
export type Ours = Target & {
  base: string;
  sandbox: string;
  databaseUrl: string;
  said: () => string;
  /** The process that started all but PostgreSQL's. */
  launcher: number;
};

/** Starts the product as `npm start` does, with the measurements' model and a database of its own. */
export async function startOurs(model: string, env: Record<string, string> = {}): Promise<Ours> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-bench-'));
  folders.push(folder);
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const base = `http://localhost:${port}`;
  let said = '';
  const hear = (text: string) => {
    said += text;
  };
  const settings = {
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_CONTROL: '1',
    TRIBUTARY_DATA_DIR: folder,
    TRIBUTARY_URL: base,
    OPENAI_API_KEY: 'sk-bench',
    OPENAI_BASE_URL: model,
    ...env,
  };
  const launcher = startHeard([join(root, 'launcher/start.ts')], settings, hear);
  await answers(`${base}/api/health`, () => said);
  const postmaster = readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n');
  return {
    name: 'ours',
    base,
    sandbox: `http://localhost:${sandboxPort}`,
    databaseUrl: `postgres://tributary:${readFileSync(join(folder, 'postgres-password'), 'utf8')}@127.0.0.1:${postmaster[3]}/tributary`,
    said: () => said,
    url: `${base}/api/chat`,
    headers: { cookie: await signIn(base, 'ada'), origin: base },
    launcher,
    pid: processUnder(launcher, /^next-server/),
    postgres: Number(postmaster[0]),
  };
}

/** Starts a bare Next.js route with the AI SDK, built anew when it or the packages have changed. */
export async function startBare(model: string): Promise<Target> {
  const folder = join(root, 'bench/targets/bare');
  await buildBare(folder);
  const port = await freePort();
  const next = join(root, 'node_modules/next/dist/bin/next');
  const launcher = start([next, 'start', folder, '-p', String(port), '-H', '127.0.0.1'], {
    NODE_ENV: 'production',
    OPENAI_BASE_URL: model,
  });
  const base = `http://127.0.0.1:${port}`;
  await answers(base);
  return { name: 'bare', url: `${base}/api/chat`, headers: {}, pid: launcher };
}

async function buildBare(folder: string): Promise<void> {
  const stamp = join(folder, '.next/tributary-build');
  const wanted = hashOfFiles(root, [
    'bench/targets/bare/app/**/*',
    'bench/targets/bare/*.config.ts',
    'package-lock.json',
  ]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const next = join(root, 'node_modules/next/dist/bin/next');
  const build = spawn(process.execPath, [next, 'build', '--webpack', folder], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => build.once('exit', resolve));
  if (code !== 0) throw new Error('The bare route could not be built.');
  writeFileSync(stamp, wanted);
}

/** Starts the raw pipe. */
export async function startPipe(model: string): Promise<Target> {
  const port = await freePort();
  const pid = start([join(root, 'bench/targets/pipe.ts'), String(port), model], {});
  const url = `http://127.0.0.1:${port}/`;
  await answers(url);
  return { name: 'pipe', url, headers: {}, pid };
}

/** Stops everything that was started and removes what it kept. */
export async function stopTargets(): Promise<void> {
  await Promise.all(
    running.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
    }),
  );
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

function start(args: string[], env: Record<string, string>): number {
  return startHeard(args, env, (text) => process.stderr.write(text));
}

/** @param hear told what it writes to its standard error */
function startHeard(args: string[], env: Record<string, string>, hear: (text: string) => void): number {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr?.setEncoding('utf8').on('data', hear);
  running.push(child);
  if (child.pid === undefined) throw new Error(`${args[0]} could not be started.`);
  return child.pid;
}

/** Waits until something answers at a URL, whatever it answers. `said` is what whoever should answer has written. */
async function answers(url: string, said = () => ''): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    if (
      await fetch(url, { signal: AbortSignal.timeout(5_000) })
        .then((response) => response.text())
        .then(
          () => true,
          () => false,
        )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answers at ${url}. ${said()}`);
}
