import { likeness, wordBag } from '../compare/word-bag.ts';
import type { Task } from './body-inventory.ts';

/** Below this, a task is not another one reworded. */
const ENOUGH = 0.5;
/** A task that keeps its number may change more. */
const ENOUGH_WITH_ID = 0.2;
/** With more, rewording is not looked for: it is then a list that was replaced. */
const MOST_PAIRS = 250_000;

/** Tasks that are gone, and tasks that were ticked and are open again. Moved and reworded ones are found again. */
export function lostTasks(before: Task[], after: Task[]): { gone: Task[]; reopened: Task[] } {
  const free = new Set(after);
  const reopened: Task[] = [];
  let rest = before;
  const match = (fits: (task: Task, other: Task) => boolean) => {
    rest = rest.filter((task) => {
      const found = [...free].find((other) => fits(task, other));
      if (found === undefined) return true;
      free.delete(found);
      if (task.done && !found.done) reopened.push(task);
      return false;
    });
  };
  const same = (task: Task, other: Task) => task.text.toLowerCase() === other.text.toLowerCase();
  match((task, other) => same(task, other) && task.done === other.done);
  match(same);
  const bags = new Map([...before, ...after].map((task) => [task, wordBag(task.text)]));
  const alike = (task: Task, other: Task) => {
    const [one, two] = [bags.get(task), bags.get(other)];
    return one === undefined || two === undefined ? 0 : likeness(one, two);
  };
  match((task, other) => task.id !== '' && task.id === other.id && alike(task, other) >= ENOUGH_WITH_ID);
  if (rest.length * free.size <= MOST_PAIRS) match((task, other) => alike(task, other) >= ENOUGH);
  return { gone: rest, reopened };
}
