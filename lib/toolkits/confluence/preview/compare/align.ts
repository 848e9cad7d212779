import type { Effort } from './sequence-diff.ts';
import { sequenceDiff } from './sequence-diff.ts';

export type Step<Item> =
  | { change: 'same' | 'changed'; before: Item; after: Item }
  | { change: 'removed'; before: Item }
  | { change: 'added'; after: Item };

export type Alike<Item> = {
  /** The same for items that are equal. */
  key(item: Item): string;
  /** From 0 to 1: whether one may be an edit of the other. */
  likeness(before: Item, after: Item): number;
};

/** Below this, an item is not an edit of another. */
const ENOUGH = 0.35;
/** Items of which one has taken the other's place need less. */
const ENOUGH_IN_PLACE = 0.2;
const TABLE_LIMIT = 2500;
const WINDOW = 6;

/** Two lists side by side: equal items first (longest common subsequence), then what is between them by likeness. */
export function align<Item>(before: Item[], after: Item[], alike: Alike<Item>, effort: Effort): Step<Item>[] {
  const steps: Step<Item>[] = [];
  let gone: Item[] = [];
  let come: Item[] = [];
  const flush = () => {
    steps.push(...pairUp(gone, come, alike, effort));
    gone = [];
    come = [];
  };
  for (const run of sequenceDiff(before.map(alike.key), after.map(alike.key), effort)) {
    if (run.change === 'removed') gone = gone.concat(before.slice(run.before, run.before + run.count));
    else if (run.change === 'added') come = come.concat(after.slice(run.after, run.after + run.count));
    else {
      flush();
      for (let index = 0; index < run.count; index += 1) {
        const [one, other] = [before[run.before + index], after[run.after + index]];
        if (one !== undefined && other !== undefined)
          steps.push({ change: 'same', before: one, after: other });
      }
    }
  }
  flush();
  return steps;
}

function pairUp<Item>(gone: Item[], come: Item[], alike: Alike<Item>, effort: Effort): Step<Item>[] {
  const pairs =
    gone.length * come.length > TABLE_LIMIT || gone.length * come.length > effort.left
      ? nearPairs(gone, come, alike)
      : bestPairs(gone, come, alike);
  effort.left -= gone.length * Math.min(come.length, TABLE_LIMIT);
  const steps: Step<Item>[] = [];
  let [nextGone, nextCome] = [0, 0];
  for (const [one, other] of [...pairs, [gone.length, come.length] as const]) {
    for (const before of gone.slice(nextGone, one)) steps.push({ change: 'removed', before });
    for (const after of come.slice(nextCome, other)) steps.push({ change: 'added', after });
    const [before, after] = [gone[one], come[other]];
    if (before !== undefined && after !== undefined) steps.push({ change: 'changed', before, after });
    [nextGone, nextCome] = [one + 1, other + 1];
  }
  return steps;
}

type Pair = readonly [gone: number, come: number];

/** The pairs, none crossing another, that are most alike in all. */
function bestPairs<Item>(gone: Item[], come: Item[], alike: Alike<Item>): Pair[] {
  const enough = gone.length === 1 && come.length === 1 ? ENOUGH_IN_PLACE : ENOUGH;
  const width = come.length + 1;
  const scores = new Float64Array(gone.length * come.length);
  const best = new Float64Array((gone.length + 1) * width);
  gone.forEach((before, row) => {
    come.forEach((after, column) => {
      const score = alike.likeness(before, after);
      scores[row * come.length + column] = score >= enough ? score : 0;
    });
  });
  const at = (table: Float64Array, index: number) => table[index] ?? 0;
  for (let row = gone.length - 1; row >= 0; row -= 1) {
    for (let column = come.length - 1; column >= 0; column -= 1) {
      const score = at(scores, row * come.length + column);
      const taken = score > 0 ? score + at(best, (row + 1) * width + column + 1) : 0;
      best[row * width + column] = Math.max(
        taken,
        at(best, (row + 1) * width + column),
        at(best, row * width + column + 1),
      );
    }
  }
  const pairs: Pair[] = [];
  let [row, column] = [0, 0];
  while (row < gone.length && column < come.length) {
    const score = at(scores, row * come.length + column);
    const here = at(best, row * width + column);
    if (score > 0 && here === score + at(best, (row + 1) * width + column + 1)) {
      pairs.push([row, column]);
      row += 1;
      column += 1;
    } else if (here === at(best, (row + 1) * width + column)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** For long gaps: each with the first like it among the next few. */
function nearPairs<Item>(gone: Item[], come: Item[], alike: Alike<Item>): Pair[] {
  const pairs: Pair[] = [];
  let next = 0;
  gone.forEach((before, row) => {
    for (let column = next; column < Math.min(next + WINDOW, come.length); column += 1) {
      const after = come[column];
      if (after === undefined || alike.likeness(before, after) < ENOUGH) continue;
      pairs.push([row, column]);
      next = column + 1;
      return;
    }
  });
  return pairs;
}
