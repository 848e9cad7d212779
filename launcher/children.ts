import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';

/** The app may need this long to end the turns that run in it. */
const STOP_GRACE_MS = 40_000;
/** How often a person who waits is told what for. */
const TELL_EVERY_MS = 15_000;

/** Started programs, in order. They are stopped in reverse order when this process is asked to end. */
const running: { name: string; stop: () => Promise<void> }[] = [];
let stopping: Promise<void> | undefined;
/** Ctrl-C ends everything at once; being asked to end leaves time to finish. */
let signalForChildren: 'SIGINT' | 'SIGTERM' = 'SIGINT';

/** Registers something to be stopped at the end. */
export function stopAtExit(name: string, stop: () => Promise<void>): void {
  running.push({ name, stop });
}

/** Stops everything that was started, last first. Safe to call more than once. */
export function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const { name, stop } of running.reverse())
      await stop().catch((error: unknown) => console.error(`${name} did not stop cleanly:`, error));
  })();
  return stopping;
}

/** Ends this process with a code after everything it started has been stopped. */
export async function exit(code: number): Promise<never> {
  await stopAll();
  process.exit(code);
}

/** Makes Ctrl-C and termination stop everything. */
export function stopOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (signal === 'SIGTERM') signalForChildren = 'SIGTERM';
      void exit(signal === 'SIGINT' ? 130 : 143);
    });
}

/** Starts a Node program that keeps running. If it ends by itself, everything else is stopped too. */
export function startChild(name: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawnChild(args, env);
  child.on('exit', (code) => {
    if (stopping) return;
    console.error(`${name} ended by itself (code ${code}).`);
    void exit(1);
  });
  stopAtExit(name, () => stopChild(child));
  return child;
}

/**
 * Starts a Node program that keeps running, and starts it again whenever its source in a folder changes. If it ends by
 * itself, as after a mistake in its source, it waits for the next change. `onStart` is called with each new process.
 */
export function startChildOnChange(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  folder: string,
  onStart: (child: ChildProcess) => void,
): void {
  const start = () => {
    const child = spawnChild(args, env);
    child.on('exit', (code) => {
      if (!stopping) console.error(`${name} ended (code ${code}). It starts again when its source changes.`);
    });
    onStart(child);
    return child;
  };
  let child = start();
  let restarting = Promise.resolve();
  const restart = async () => {
    if (stopping) return;
    console.log(`${name} starts again: its source has changed.`);
    child.removeAllListeners('exit');
    await stopChild(child);
    child = start();
  };
  let soon: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, (_, file) => {
    if (!file || !/(?<!\.test)\.(ts|json)$/.test(file)) return;
    // An editor writes a file in several steps, and a person saves several files at once.
    clearTimeout(soon);
    soon = setTimeout(() => (restarting = restarting.then(restart)), 200);
  });
  stopAtExit(name, async () => {
    watcher.close();
    clearTimeout(soon);
    await restarting;
    await stopChild(child);
  });
}

function spawnChild(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['--import', join(import.meta.dirname, 'exit-with-launcher.mjs'), ...args], {
    env,
    // The fourth is for a program that says when it listens.
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
    // A process group of its own: Ctrl-C must reach it through us, in order, and its own children must end with it.
    detached: true,
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  process.kill(-pid, signalForChildren);
  const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), STOP_GRACE_MS);
  await ended;
  clearTimeout(timer);
}

/** Runs a program to its end and answers its exit code. */
export function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const child = spawn(command, args, { env, stdio: 'inherit' });
  stopAtExit(command, async () => void child.kill());
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Waits until a started program is ready, for as long as that takes: a slow machine is no fault, and a program that
 * ends meanwhile ends this one. Says now and then that it still waits.
 */
export async function waitUntilReady(name: string, isReady: () => boolean | Promise<boolean>): Promise<void> {
  const began = Date.now();
  let told = began;
  while (!(await isReady())) {
    // This process is about to end, and has said why.
    if (stopping) return new Promise(() => undefined);
    if (Date.now() - told >= TELL_EVERY_MS) {
      told = Date.now();
      console.log(`${name} is still starting (${Math.round((told - began) / 1000)} s). Ctrl-C ends it.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Does a URL answer, and is it the program that was started under this name? Another program on the port cannot know it. */
export async function answersAs(launch: string, url: string): Promise<boolean> {
  const signal = AbortSignal.timeout(10_000);
  const response = await fetch(url, { signal }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.ok === true && response.headers.get('x-tributary-launch') === launch;
}
