import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICKS_A_SECOND = 100;

type Stat = { pid: number; parent: number; command: string; own: number; ended: number };

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function stats(): Stat[] {
  return readdirSync('/proc').flatMap((name) => {
    const text = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : '';
    if (!text) return [];
    // The program's name stands in brackets and may hold anything.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11);
    const command = read(`/proc/${name}/cmdline`).replaceAll('\0', ' ');
    return [{ pid: Number(name), parent, command, own: user + system, ended: endedUser + endedSystem }];
  });
}

function treeOf(root: number, all: Stat[]): Stat[] {
  const children = Map.groupBy(all, ({ parent }) => parent);
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Processor time of a process and everything under it, in seconds, with what has ended there. */
export function cpuOf(root: number): number {
  return treeOf(root, stats()).reduce((sum, { own, ended }) => sum + own + ended, 0) / TICKS_A_SECOND;
}

/**
 * Memory of a process and everything under it, in MB: its own pages, its share of what it shares with them, and the files of its
 * program once and whole. Other processes on the machine that run the same program take nothing off it.
 */
export function memoryOf(root: number): number {
  const sizes = treeOf(root, stats()).map(({ pid }) => {
    const pages = read(`/proc/${pid}/smaps_rollup`);
    const own = kilobytes('Pss_Anon', pages) + kilobytes('Pss_Shmem', pages);
    return { own, files: kilobytes('RssFile', read(`/proc/${pid}/status`)) };
  });
  const files = Math.max(0, ...sizes.map(({ files }) => files));
  return (sizes.reduce((sum, { own }) => sum + own, 0) + files) / 1024;
}

function kilobytes(name: string, text: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}

/** The process under another whose command line matches. Throws when there is none. */
export function processUnder(root: number, command: RegExp): number {
  const found = treeOf(root, stats()).find((one) => command.test(one.command));
  if (!found) throw new Error(`No process under ${root} is ${command}.`);
  return found.pid;
}
