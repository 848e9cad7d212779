import type { InlineToken } from './inline-tokens.ts';
import { type Effort, sequenceDiff } from './sequence-diff.ts';

export type Hunk =
  | { change: 'same'; tokens: InlineToken[] }
  | { change: 'changed'; removed: InlineToken[]; added: InlineToken[] };

type Sides = { before: InlineToken[]; after: InlineToken[] };

/** What stays and what changes in a line. A word or two that happen to stay between larger changes count as changed: it reads better. */
export function hunksOf({ before, after }: Sides, effort: Effort): Hunk[] {
  const runs = sequenceDiff(
    before.map(({ key }) => key),
    after.map(({ key }) => key),
    effort,
  );
  const hunks: Hunk[] = [];
  for (const run of runs) {
    if (run.change === 'same') {
      hunks.push({ change: 'same', tokens: after.slice(run.after, run.after + run.count) });
      continue;
    }
    const last = hunks.at(-1);
    const hunk = last?.change === 'changed' ? last : { change: 'changed' as const, removed: [], added: [] };
    if (hunk !== last) hunks.push(hunk);
    if (run.change === 'removed')
      hunk.removed = hunk.removed.concat(before.slice(run.before, run.before + run.count));
    else hunk.added = hunk.added.concat(after.slice(run.after, run.after + run.count));
  }
  return hunks.reduce<Hunk[]>(absorb, []);
}

/** Appends a hunk; when it and the one before the last enclose what is too small to be read, the three become one. */
function absorb(hunks: Hunk[], next: Hunk): Hunk[] {
  const [first, between] = hunks.slice(-2);
  if (
    next.change === 'changed' &&
    first?.change === 'changed' &&
    between?.change === 'same' &&
    length(between.tokens) <= Math.min(extent(first), extent(next))
  ) {
    hunks.splice(-2, 2, {
      change: 'changed',
      removed: [...first.removed, ...between.tokens, ...next.removed],
      added: [...first.added, ...between.tokens, ...next.added],
    });
  } else hunks.push(next);
  return hunks;
}

function extent(hunk: { removed: InlineToken[]; added: InlineToken[] }): number {
  return Math.max(length(hunk.removed), length(hunk.added));
}

/** Chips and breaks are never too small. */
function length(tokens: InlineToken[]): number {
  return tokens.reduce((sum, { piece }) => sum + (piece.type === 'text' ? piece.text.length : 1000), 0);
}
