import type { Thing } from './body-inventory.ts';
import { nameKey } from './word-list.ts';

/** What `before` has more of than `after`, wherever it stands. */
export function lostThings(before: Thing[], after: Thing[]): Thing[] {
  const left = new Map<string, number>();
  for (const { key } of after) left.set(key, (left.get(key) ?? 0) + 1);
  return before.filter(({ key }) => {
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count <= 0;
  });
}

/** A link that keeps its words and gets another address is not lost. */
export function lostLinks(before: Thing[], after: Thing[]): Thing[] {
  return lostThings(lostThings(before, after).map(byName), lostThings(after, before).map(byName));
}

/** Sections that become fewer, or columns that become one; another number of columns is not a loss. */
export function lostLayouts(before: Thing[], after: Thing[]): Thing[] {
  const columns = (sections: Thing[]) => sections.filter(({ key }) => key === 'columns');
  const fewer = (one: Thing[], other: Thing[]) => Math.max(0, one.length - other.length);
  const ofColumns = fewer(columns(before), columns(after));
  const count = Math.max(ofColumns, fewer(before, after));
  const first = ofColumns > 0 ? columns(before) : before;
  return [...first, ...before].slice(0, count);
}

/** Tables have no names: only their number tells. The ones named are those whose head is not found again. */
export function lostTables(before: Thing[], after: Thing[]): Thing[] {
  const unfound = lostThings(before.map(byName), after.map(byName));
  const count = Math.max(0, before.length - after.length);
  return unfound.slice(0, count);
}

const byName = ({ name }: Thing): Thing => ({ key: nameKey(name), name });
