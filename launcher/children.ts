import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The app may need this long to end the turns that run in it. */
const STOP_GRACE_MS = 40_000;

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
export function startChild(name: string, args: string[], env: NodeJS.ProcessEnv): void {
  const child = spawn(
    process.execPath,
    ['--import', join(import.meta.dirname, 'exit-with-launcher.mjs'), ...args],
    {
      env,
      stdio: ['pipe', 'inherit', 'inherit'],
      // A process group of its own: Ctrl-C must reach it through us, in order, and its own children must end with it.
      detached: true,
    },
  );
  child.on('exit', (code) => {
    if (stopping) return;
    console.error(`${name} ended by itself (code ${code}).`);
    void exit(1);
  });
  stopAtExit(name, () => stopChild(child));
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

/** Waits until a URL answers with any 2xx. Throws after the time is up. */
export async function waitForUrl(url: string, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answered = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (r) => r.ok,
      () => false,
    );
    if (answered) return;
    if (stopping) throw new Error('stopping');
    if (Date.now() > deadline) throw new Error(`${url} did not answer within ${timeoutMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
