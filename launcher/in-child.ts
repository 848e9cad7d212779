import { fork } from 'node:child_process';
import { join } from 'node:path';
import { stopAtExit } from './children.ts';

export type Answer<Result> = { result: Result } | { error: string };

/**
 * Calls an exported function of a file of the launcher in a process that ends with it: what it loads does not stay in this one,
 * which runs for as long as the product does. Arguments and result are copied. Throws an `Error` with the message of what it threw.
 */
export function inChild<Work extends (...given: never[]) => unknown>(
  file: string,
  name: string,
  ...given: Parameters<Work>
): Promise<Awaited<ReturnType<Work>>> {
  const child = fork(join(import.meta.dirname, 'child.ts'), [file, name], {
    // Ctrl-C must reach it through us, as all that we start.
    detached: true,
    execArgv: [],
    serialization: 'advanced',
  });
  let stopped = false;
  stopAtExit(name, async () => {
    stopped = true;
    child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.once('message', (answer: Answer<Awaited<ReturnType<Work>>>) => {
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer.result);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (!stopped) reject(new Error(`${name} ended before it was done (${signal ?? `code ${code}`}).`));
    });
    child.send(given);
  });
}
