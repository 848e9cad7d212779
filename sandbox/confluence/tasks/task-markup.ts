import { parseStorage, type StorageElement, type StorageNode } from '../storage/parse-storage.ts';

export type TaskStatus = 'complete' | 'incomplete';

/** A task as it stands in a body. */
export type WrittenTask = {
  localId: string;
  status: TaskStatus;
  /** The inside of ac:task-body. */
  body: string;
  /** The first person who is named in it. */
  assignedTo: string | null;
  /** The first date in it, as the beginning of that day in UTC. */
  dueAt: string | null;
};

type Edit = { start: number; end: number; text: string };

/** The tasks of a body, in their order, those within others after them. */
export function readTasks(source: string): WrittenTask[] {
  return taskElements(source).map((task) => {
    const body = part(task, 'ac:task-body');
    const within = body ? ownElements(body) : [];
    const person = within.find(({ name }) => name === 'ri:user')?.attributes['ri:account-id'];
    const date = within.find(({ name }) => name === 'time')?.attributes.datetime;
    return {
      localId: localIdOf(task),
      status: textOf(part(task, 'ac:task-status')).trim() === 'complete' ? 'complete' : 'incomplete',
      body: body ? innerSource(source, body) : '',
      assignedTo: person ?? null,
      dueAt: dayOf(date),
    };
  });
}

/** Gives each task without an id, or with one that an earlier task has, the next free number; the rest stays as it is. */
export function withTaskIds(source: string): string {
  const tasks = taskElements(source);
  const taken = new Set<string>();
  const without = tasks.filter((task) => {
    const id = localIdOf(task);
    if (id === '' || taken.has(id)) return true;
    taken.add(id);
    return false;
  });
  let next = Math.max(0, ...[...taken].map(Number).filter(Number.isSafeInteger)) + 1;
  return edited(
    source,
    without.map((task) => {
      const element = part(task, 'ac:task-id');
      const text = `<ac:task-id>${next++}</ac:task-id>`;
      if (element) return { start: element.start, end: element.end, text };
      const inside = source.indexOf('>', task.start) + 1;
      return { start: inside, end: inside, text };
    }),
  );
}

/** Says of one task that it is done or not; the rest of the body stays as it is. */
export function withTaskStatus(source: string, localId: string, status: TaskStatus): string {
  const task = taskElements(source).find((one) => localIdOf(one) === localId);
  if (!task) return source;
  const element = part(task, 'ac:task-status');
  const text = `<ac:task-status>${status}</ac:task-status>`;
  if (element) return edited(source, [{ start: element.start, end: element.end, text }]);
  const after = part(task, 'ac:task-id')?.end ?? source.indexOf('>', task.start) + 1;
  return edited(source, [{ start: after, end: after, text }]);
}

function taskElements(source: string): StorageElement[] {
  if (!source.includes('<ac:task')) return [];
  return elementsIn(parseStorage(source)).filter(({ name }) => name === 'ac:task');
}

function elementsIn(nodes: StorageNode[]): StorageElement[] {
  return nodes.flatMap((node) => (node.type === 'element' ? [node, ...elementsIn(node.children)] : []));
}

// What a task within this one names is not this one's.
function ownElements(body: StorageElement): StorageElement[] {
  return body.children.flatMap((node) => {
    if (node.type !== 'element' || node.name === 'ac:task-list') return [];
    return [node, ...ownElements(node)];
  });
}

function part(task: StorageElement, name: string): StorageElement | undefined {
  return task.children.find(
    (child): child is StorageElement => child.type === 'element' && child.name === name,
  );
}

function localIdOf(task: StorageElement): string {
  return textOf(part(task, 'ac:task-id')).trim();
}

function textOf(element: StorageElement | undefined): string {
  return (element?.children ?? []).map((child) => (child.type === 'element' ? '' : child.text)).join('');
}

function innerSource(source: string, element: StorageElement): string {
  const whole = source.slice(element.start, element.end);
  return whole.replace(/^<[^>]*>/, '').replace(/<\/[^>]*>$/, '');
}

function dayOf(date: string | undefined): string | null {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0];
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function edited(source: string, edits: Edit[]): string {
  return edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source);
}
