import { diffArrays } from 'diff';

/** What a comparison may still spend, in rough steps. When it is spent, what is left is compared coarsely. */
export type Effort = { left: number };

/** A run of equal, removed or added items: where it begins on each side, and how many. */
export type Run = { change: 'same' | 'removed' | 'added'; before: number; after: number; count: number };

/** No single comparison looks for more changes than this. */
const MOST_EDITS = 700;

/** The longest common subsequence of two lists of keys, as runs in order; a coarser one when that would take too long. */
export function sequenceDiff(before: string[], after: string[], effort: Effort): Run[] {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;

  const middle = shortest(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
    effort,
  );
  return [
    ...run('same', 0, 0, start),
    ...middle.map((one) => ({ ...one, before: one.before + start, after: one.after + start })),
    ...run('same', before.length - end, after.length - end, end),
  ];
}

function run(change: Run['change'], before: number, after: number, count: number): Run[] {
  return count === 0 ? [] : [{ change, before, after, count }];
}

function shortest(before: string[], after: string[], effort: Effort): Run[] {
  if (before.length === 0 || after.length === 0)
    return [...run('removed', 0, 0, before.length), ...run('added', 0, 0, after.length)];
  const total = before.length + after.length;
  // The search costs about the square of the number of edits, and as much as it walks along equal items.
  const affordable = Math.floor(Math.sqrt(Math.max(0, effort.left)));
  const maxEditLength = Math.min(MOST_EDITS, affordable, total);
  const parts = diffArrays(before, after, { maxEditLength });
  effort.left -= total;
  if (parts === undefined) {
    effort.left -= maxEditLength ** 2;
    return byAnchors(before, after);
  }
  const runs: Run[] = [];
  let [left, right, edits] = [0, 0, 0];
  for (const { added, removed, count } of parts) {
    runs.push({ change: added ? 'added' : removed ? 'removed' : 'same', before: left, after: right, count });
    if (!added) left += count;
    if (!removed) right += count;
    if (added || removed) edits += count;
  }
  effort.left -= edits ** 2;
  return runs;
}

/** Holds on to what occurs once on each side and in the same order (patience), and to the equal items beside it. */
function byAnchors(before: string[], after: string[]): Run[] {
  const places = (keys: string[]) => {
    const found = new Map<string, number | null>();
    keys.forEach((key, index) => {
      found.set(key, found.has(key) ? null : index);
    });
    return found;
  };
  const [left, right] = [places(before), places(after)];
  const shared: [number, number][] = [];
  for (const [key, index] of left) {
    const other = right.get(key);
    if (index !== null && other !== undefined && other !== null) shared.push([index, other]);
  }
  const runs: Run[] = [];
  let [nextLeft, nextRight] = [0, 0];
  for (const [anchorLeft, anchorRight] of longestRising(shared)) {
    if (anchorLeft < nextLeft || anchorRight < nextRight) continue;
    let [fromLeft, fromRight] = [anchorLeft, anchorRight];
    while (fromLeft > nextLeft && fromRight > nextRight && before[fromLeft - 1] === after[fromRight - 1]) {
      fromLeft -= 1;
      fromRight -= 1;
    }
    let [toLeft, toRight] = [anchorLeft, anchorRight];
    while (toLeft < before.length && toRight < after.length && before[toLeft] === after[toRight]) {
      toLeft += 1;
      toRight += 1;
    }
    runs.push(...run('removed', nextLeft, nextRight, fromLeft - nextLeft));
    runs.push(...run('added', fromLeft, nextRight, fromRight - nextRight));
    runs.push(...run('same', fromLeft, fromRight, toLeft - fromLeft));
    [nextLeft, nextRight] = [toLeft, toRight];
  }
  runs.push(...run('removed', nextLeft, nextRight, before.length - nextLeft));
  runs.push(...run('added', before.length, nextRight, after.length - nextRight));
  return runs;
}

/** Of pairs that rise on the left, the longest series that rises on the right too. */
function longestRising(pairs: [number, number][]): [number, number][] {
  const tails: number[] = [];
  const previous: number[] = [];
  const rightOf = (index: number | undefined) => (index === undefined ? -1 : (pairs[index]?.[1] ?? -1));
  pairs.forEach(([, right], index) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rightOf(tails[middle]) < right) low = middle + 1;
      else high = middle;
    }
    previous[index] = tails[low - 1] ?? -1;
    tails[low] = index;
  });
  const series: [number, number][] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) series.push(pair);
  }
  return series.reverse();
}
