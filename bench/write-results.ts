import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Line } from './line.ts';

const ROW = 22;
const LEFT = 250;
const SCALE = 320;

/** Writes `RESULTS.md` and its chart from the lines of a run. What stands in the file after its last heading is kept: it is written by hand. */
export function writeResults(lines: Line[], short: boolean): void {
  const file = join(import.meta.dirname, 'RESULTS.md');
  const kept = readOr(file, '').split('\n## By hand\n')[1] ?? '';
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  const budgets = lines.filter(({ budget }) => budget);
  const text = [
    '# Results',
    '',
    `Commit ${commit}, ${new Date().toISOString().slice(0, 10)}, ${machine}; the ${short ? 'short' : 'long'} form of \`npm run bench\`.`,
    '',
    '![Each measurement as a share of its budget](results.svg)',
    '',
    '## Against the budgets',
    '',
    '| measurement | value | budget | |',
    '|---|---:|---:|---|',
    ...budgets.map(
      ({ name, value, unit, budget, held }) =>
        `| ${name} | ${value} ${unit} | ${budgetOf(budget)} | ${held ? 'held' : '**not held**'} |`,
    ),
    '',
    '## What was measured',
    '',
    '| measurement | of | value |',
    '|---|---|---:|',
    ...lines
      .filter(({ budget }) => !budget)
      .map(({ name, target = '', value, unit }) => `| ${name} | ${target} | ${value} ${unit} |`),
    '',
    '## By hand',
    kept,
  ].join('\n');
  writeFileSync(file, text);
  writeFileSync(join(import.meta.dirname, 'results.svg'), chartOf(budgets));
}

function budgetOf(budget: Line['budget']): string {
  if (!budget) return '';
  return 'atMost' in budget ? `≤ ${budget.atMost}` : `≥ ${budget.atLeast}`;
}

/** How much of its budget a value uses up; what is to be at least so much the other way round. */
function shareOf({ value, budget }: Line): number {
  if (!budget) return 0;
  if ('atLeast' in budget) return budget.atLeast / value;
  return budget.atMost === 0 ? Math.min(value, 1) * 2 : value / budget.atMost;
}

function chartOf(lines: Line[]): string {
  const height = (lines.length + 2) * ROW;
  const limit = LEFT + SCALE;
  const bars = lines.map((line, at) => {
    const share = shareOf(line);
    const y = (at + 1) * ROW;
    const width = Math.max(1, Math.min(1.5, share) * SCALE);
    const colour = line.held ? '#0f766e' : '#b91c1c';
    return `<text x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${line.name}</text><rect x="${LEFT}" y="${y + 2}" width="${width.toFixed(0)}" height="13" rx="2" fill="${colour}"/><text x="${(LEFT + width + 6).toFixed(0)}" y="${y + 12}">${(share * 100).toFixed(0)} %</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + 1.5 * SCALE + 70} ${height}" font-family="system-ui, sans-serif" font-size="11" fill="#334155">`,
    '<title>Each measurement as a share of its budget; beyond the line it is not held</title>',
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...bars,
    `<line x1="${limit}" x2="${limit}" y1="${ROW - 4}" y2="${height - ROW / 2}" stroke="#334155" stroke-dasharray="3 3"/>`,
    `<text x="${limit}" y="14" text-anchor="middle">budget</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
