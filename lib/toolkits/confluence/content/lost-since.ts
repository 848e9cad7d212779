import { definePhrases } from '../../../domain/phrase.ts';
import type { PlannedLoss } from '../../to-plan.ts';
import { blogPostBody } from '../reading/read-arguments.ts';
import { counted } from '../reading/words.ts';
import { parseStorage, type StorageElement, type StorageNode } from '../storage/parse-storage.ts';

const { book, phrase } = definePhrases('confluence.content.lost-since', {
  comments: ({ count }: { count: number }) =>
    `${counted(count, 'inline comment')} made since ${count === 1 ? 'loses its place' : 'lose their places'}`,
  tasks: ({ count }: { count: number }) =>
    `${counted(count, 'task')} changed since ${count === 1 ? 'goes' : 'go'} back to the former state`,
});

export { book as lostSinceBook };

/**
 * What people did on a page after our update without making a new version, and that the former body does not know:
 * inline comments get a marker in the body, and ticking a task rewrites its state there.
 * @param bodies `written` is the body as the update's arguments had it, `now` and `former` are storage format
 */
export function lostSince(bodies: { written: unknown; now: string; former: string }): PlannedLoss[] {
  const former = seenIn(bodies.former);
  const now = seenIn(bodies.now);
  const body = blogPostBody.safeParse(bodies.written);
  const written = seenIn(body.success ? body.data.value : '');

  const comments = [...now.markers].filter(([ref]) => !former.markers.has(ref));
  const ticked = [...now.tasks].filter(([id, state]) => {
    const before = former.tasks.get(id);
    const ours = written.tasks.get(id);
    return before !== undefined && before !== state && ours !== undefined && ours !== state;
  });
  const losses: PlannedLoss[] = [
    {
      what: 'comment',
      count: comments.length,
      words: phrase.comments({ count: comments.length }),
      examples: comments.slice(0, 3).map(([, text]) => text),
    },
    {
      what: 'task',
      count: ticked.length,
      words: phrase.tasks({ count: ticked.length }),
      examples: [],
    },
  ];
  return losses.filter(({ count }) => count > 0);
}

type Seen = {
  /** The words that are commented on, by the reference of the marker. */
  markers: Map<string, string>;
  /** States by the id of the task. */
  tasks: Map<string, string>;
};

function seenIn(body: string): Seen {
  const seen: Seen = { markers: new Map(), tasks: new Map() };
  for (const element of elementsOf(body)) {
    const ref = element.attributes['ac:ref'];
    if (element.name === 'ac:inline-comment-marker' && ref !== undefined)
      seen.markers.set(ref, textOf(element.children));
    if (element.name === 'ac:task')
      seen.tasks.set(partOf(element, 'ac:task-id'), partOf(element, 'ac:task-status'));
  }
  return seen;
}

/** Every element of a body; none of one that cannot be read. */
function elementsOf(body: string): StorageElement[] {
  try {
    return inside(parseStorage(body));
  } catch {
    return [];
  }
}

function inside(nodes: StorageNode[]): StorageElement[] {
  return nodes.flatMap((node) => (node.type === 'element' ? [node, ...inside(node.children)] : []));
}

function partOf(element: StorageElement, name: string): string {
  const part = element.children.find((child) => child.type === 'element' && child.name === name);
  return part?.type === 'element' ? textOf(part.children).trim() : '';
}

function textOf(nodes: StorageNode[]): string {
  return nodes.map((node) => (node.type === 'element' ? textOf(node.children) : node.text)).join('');
}
