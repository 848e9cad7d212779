import { childOf, elementsOf, isHeading, isInline, mayBeInline, textOf } from './element-kinds.ts';
import { hashText } from './hash-text.ts';
import { parseStorage, type StorageElement, type StorageNode } from './parse-storage.ts';

type BlockKind =
  | 'paragraph'
  | 'heading'
  | 'list'
  | 'item'
  | 'tasks'
  | 'task'
  | 'table'
  | 'row'
  | 'quote'
  | 'panel'
  | 'layout'
  | 'section'
  | 'cell'
  | 'group'
  | 'code'
  | 'rule'
  | 'image'
  | 'macro'
  /** A line of text that stands in no element of its own. */
  | 'text'
  | 'other';

/** A piece of a page that can be edited by itself. Offsets are UTF-16 units of the source. */
export type StorageBlock = {
  /** Unique in the page; stays the same while the block itself does. */
  id: string;
  kind: BlockKind;
  start: number;
  end: number;
  /** 0 for what stands at the top of the page. */
  depth: number;
  parent: StorageBlock | null;
  /** The element, or the nodes of a line of text. */
  nodes: StorageNode[];
  /** Where blocks within it stand: `rich-text-body` of a panel, `tbody` of a table. Null for what holds none. */
  inner: StorageElement | null;
  children: StorageBlock[];
  /** Its container's line shows it (the only paragraph of a list item), so it needs no line of its own. */
  folded: boolean;
};

/** `all` is in the order of the page, containers before what they hold. */
export type StoragePage = { source: string; blocks: StorageBlock[]; all: StorageBlock[] };

/**
 * Reads a body as blocks: what stands at the top, and what stands in lists, tables, task lists, layouts, panels, and quotes.
 * An id is a hash of the block's `local-id`, `ac:macro-id` or task id, else of its bytes, with a number from 2 on for equal ones.
 * @throws StorageError for a body that is not well-formed
 */
export function readBlocks(source: string): StoragePage {
  const blocks = flow(parseStorage(source), null);
  const all = blocks.flatMap(withDescendants);
  const seen = new Map<string, number>();
  // Shown blocks are numbered first, so that the many equal cells of a table do not count.
  for (const block of [...all.filter((one) => !one.folded), ...all.filter((one) => one.folded)]) {
    const hash = hashText(identityOf(block, source), 5);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    block.id = count === 1 ? hash : `${hash}${count}`;
  }
  return { source, blocks, all };
}

/** The cells of a row, each with its blocks. */
export function cellsOf(row: StorageBlock): { element: StorageElement; blocks: StorageBlock[] }[] {
  const cells = row.inner ? elementsOf(row.inner).filter(isCell) : [];
  return cells.map((element) => ({
    element,
    blocks: row.children.filter((block) => block.start >= element.start && block.end <= element.end),
  }));
}

/** The one element of a block; undefined for a line of text. */
export function elementOf(block: StorageBlock): StorageElement | undefined {
  const [node] = block.nodes;
  return block.kind !== 'text' && node?.type === 'element' ? node : undefined;
}

function withDescendants(block: StorageBlock): StorageBlock[] {
  return [block, ...block.children.flatMap(withDescendants)];
}

function identityOf(block: StorageBlock, source: string): string {
  const element = elementOf(block);
  const given =
    element?.attributes['local-id'] ??
    element?.attributes['ac:local-id'] ??
    element?.attributes['ac:macro-id'];
  if (given) return `${block.kind} ${given}`;
  if (element && block.kind === 'task') {
    const task = childOf(element, 'ac:task-uuid') ?? childOf(element, 'ac:task-id');
    const id = task ? textOf(task.children).trim() : '';
    if (id !== '') return `task ${id}`;
  }
  return source.slice(block.start, block.end);
}

/** The blocks among nodes that stand side by side: elements, and lines of text between them. */
function flow(nodes: StorageNode[], parent: StorageBlock | null): StorageBlock[] {
  const blocks: StorageBlock[] = [];
  let line: StorageNode[] = [];
  const endLine = () => {
    if (line.some(isInline)) {
      const first = line.findIndex((node) => !isBlank(node));
      const last = line.findLastIndex((node) => !isBlank(node));
      blocks.push(newBlock('text', line.slice(first, last + 1), parent));
    } else for (const node of line) if (node.type === 'element') blocks.push(elementBlock(node, parent));
    line = [];
  };
  for (const node of nodes) {
    if (mayBeInline(node)) line.push(node);
    else {
      endLine();
      if (node.type === 'element') blocks.push(elementBlock(node, parent));
    }
  }
  endLine();
  return blocks;
}

const isBlank = (node: StorageNode) => node.type === 'text' && node.text.trim() === '';
const isCell = (element: StorageElement) => element.name === 'td' || element.name === 'th';

function newBlock(kind: BlockKind, nodes: StorageNode[], parent: StorageBlock | null): StorageBlock {
  const start = nodes[0]?.start ?? 0;
  const depth = parent ? parent.depth + 1 : 0;
  const end = nodes.at(-1)?.end ?? start;
  return { id: '', kind, start, end, depth, parent, nodes, inner: null, children: [], folded: false };
}

function elementBlock(element: StorageElement, parent: StorageBlock | null): StorageBlock {
  const kind = kindOf(element);
  const block = newBlock(kind, [element], parent);
  block.inner = innerOf(kind, element);
  if (!block.inner) return block;
  if (kind === 'table') block.children = rowsOf(element).map((row) => elementBlock(row, block));
  else if (kind === 'row')
    block.children = elementsOf(element)
      .filter(isCell)
      .flatMap((cell) => foldPlain(flow(cell.children, block)));
  else if (kind === 'list' || kind === 'tasks' || kind === 'layout' || kind === 'section')
    block.children = elementsOf(element).map((child) => elementBlock(child, block));
  else block.children = flow(block.inner.children, block);
  const foldsOne = kind === 'item' || kind === 'task' || kind === 'quote';
  if (foldsOne && block.children.length === 1) foldPlain(block.children);
  return block;
}

function foldPlain(blocks: StorageBlock[]): StorageBlock[] {
  if (blocks.every((block) => block.kind === 'paragraph' || block.kind === 'text'))
    for (const block of blocks) block.folded = true;
  return blocks;
}

function rowsOf(table: StorageElement): StorageElement[] {
  return elementsOf(table).flatMap((child) =>
    child.name === 'tr'
      ? [child]
      : isRowGroup(child)
        ? elementsOf(child).filter((row) => row.name === 'tr')
        : [],
  );
}

const isRowGroup = ({ name }: StorageElement) => name === 'tbody' || name === 'thead' || name === 'tfoot';

const kinds: Record<string, BlockKind> = {
  p: 'paragraph',
  ul: 'list',
  ol: 'list',
  li: 'item',
  'ac:task-list': 'tasks',
  'ac:task': 'task',
  table: 'table',
  tr: 'row',
  blockquote: 'quote',
  'ac:layout': 'layout',
  'ac:layout-section': 'section',
  'ac:layout-cell': 'cell',
  div: 'group',
  pre: 'code',
  hr: 'rule',
  'ac:image': 'image',
};

function kindOf(element: StorageElement): BlockKind {
  if (isHeading(element.name)) return 'heading';
  if (element.name === 'ac:structured-macro' || element.name === 'ac:macro') {
    if (childOf(element, 'ac:rich-text-body')) return 'panel';
    return childOf(element, 'ac:plain-text-body') ? 'code' : 'macro';
  }
  return Object.hasOwn(kinds, element.name) ? (kinds[element.name] ?? 'other') : 'other';
}

function innerOf(kind: BlockKind, element: StorageElement): StorageElement | null {
  switch (kind) {
    case 'list':
    case 'item':
    case 'tasks':
    case 'row':
    case 'quote':
    case 'layout':
    case 'section':
    case 'cell':
    case 'group':
      return element;
    case 'table':
      return childOf(element, 'tbody') ?? elementsOf(element).findLast(isRowGroup) ?? element;
    case 'task':
      return childOf(element, 'ac:task-body') ?? null;
    case 'panel':
      return childOf(element, 'ac:rich-text-body') ?? null;
    default:
      return null;
  }
}
