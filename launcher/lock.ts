import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopAtExit } from './children.ts';

/**
 * One launcher a data directory: a second one would stop the first one's database when it ends. Throws when another
 * one is alive; what a killed one left behind is taken over.
 */
export function lockDataDir(dataDir: string): void {
  const file = join(dataDir, 'launcher.pid');
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  if (existsSync(file)) {
    const owner = Number(readFileSync(file, 'utf8'));
    if (isLauncher(owner))
      throw new Error(
        `Tributary is already running with the data in ${dataDir} (process ${owner}).\nStop it first, or set TRIBUTARY_DATA_DIR, PORT and SANDBOX_PORT for a second one.`,
      );
    rmSync(file, { force: true });
  }
  writeFileSync(file, String(process.pid), { flag: 'wx' });
  stopAtExit('The lock', async () => rmSync(file, { force: true }));
}

/** Numbers of processes are used again; on Linux the command line tells whose this one is. */
function isLauncher(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('launcher/');
}
