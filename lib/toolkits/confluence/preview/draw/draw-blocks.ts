import type { Block, ListItem, TaskItem } from '../../../../domain/preview.ts';
import type { StorageElement, StorageNode } from '../../storage/parse-storage.ts';
import { breaksParagraph, isBlank, isInline, isMacro, transparentBlocks } from '../element-kinds.ts';
import { innerText, insideOf, isElement, oneLine, partsOf } from '../read-element.ts';
import { drawAdfExtension } from './draw-adf-extension.ts';
import { imageText } from './draw-inlines.ts';
import { drawMacro } from './draw-macro.ts';
import { drawTable } from './draw-table.ts';
import type { Drawing } from './drawing.ts';

/** Nodes as blocks. Text that stands between blocks becomes a paragraph of its own. */
export function drawBlocks(drawing: Drawing, nodes: StorageNode[]): Block[] {
  const blocks: Block[] = [];
  let loose: StorageNode[] = [];
  const flush = () => {
    if (!loose.every(isBlank))
      blocks.push(drawing.from({ type: 'paragraph', children: drawing.inlines(loose) }, loose));
    loose = [];
  };
  nodes.forEach((node, index) => {
    if (node.type === 'text' || isInline(node) || (isImage(node) && besideText(nodes, index)))
      loose.push(node);
    else {
      flush();
      blocks.push(...drawElement(drawing, node));
    }
  });
  flush();
  return blocks;
}

function isImage(node: StorageNode): boolean {
  return isElement(node, 'ac:image') || isElement(node, 'img');
}

function besideText(nodes: StorageNode[], index: number): boolean {
  return [nodes[index - 1], nodes[index + 1]].some((node) => node && isInline(node) && !isBlank(node));
}

function drawElement(drawing: Drawing, element: StorageElement): Block[] {
  const { name, children } = element;
  const one = (block: Block): Block[] => [drawing.from(block, [element])];
  if (isMacro(element)) return drawMacro(drawing, element);
  if (isImage(element)) return one({ type: 'image', text: imageText(element) });
  switch (name) {
    case 'p':
      return drawParagraph(drawing, element);
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return one({ type: 'heading', level: HEADINGS[name], children: drawing.inlines(children) });
    case 'ul':
    case 'ol':
      return one({ type: 'list', ordered: name === 'ol', items: listItems(drawing, children) });
    case 'blockquote':
      return one({ type: 'quote', blocks: drawing.blocks(children) });
    case 'pre':
      return one({ type: 'code', language: null, text: innerText(children) });
    case 'hr':
      return one({ type: 'rule' });
    case 'table':
      return drawTable(drawing, element);
    case 'ac:task-list':
      return one({ type: 'tasks', items: taskItems(drawing, children) });
    case 'ac:task':
      return one({ type: 'tasks', items: taskItems(drawing, [element]) });
    case 'ac:layout-section':
      return one({ type: 'columns', columns: columns(drawing, element) });
    case 'ac:adf-extension':
      return drawAdfExtension(drawing, element);
  }
  if (transparentBlocks.has(name)) return inShell(drawing, element, drawing.blocks(children));
  const detail = name.startsWith('ri:') ? Object.values(element.attributes).join(' ') : null;
  return one({ type: 'macro', name, detail, blocks: drawing.blocks(children) });
}

const HEADINGS = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 } as const;

/** What an element has of its own (its attributes) goes with the first of the blocks that stand in its place. */
function inShell(drawing: Drawing, element: StorageElement, blocks: Block[]): Block[] {
  const first = blocks[0];
  if (first !== undefined && Object.keys(element.attributes).length > 0)
    drawing.from(first, [{ ...element, children: [] }]);
  return blocks;
}

// The old editor puts images and macros into paragraphs, with or without text beside them.
function drawParagraph(drawing: Drawing, element: StorageElement): Block[] {
  const said = element.children.filter((child) => !isBlank(child) && !isElement(child, 'br'));
  const alone = said.every((child) => isImage(child) || (isMacro(child) && !isInline(child)));
  const isBlock = (child: StorageNode) => (alone ? said.includes(child) : breaksParagraph(child));
  if (said.length === 0 || !element.children.some(isBlock))
    return [drawing.from({ type: 'paragraph', children: drawing.inlines(element.children) }, [element])];

  const blocks: Block[] = [];
  let run: StorageNode[] = [];
  const flush = () => {
    if (run.some((child) => said.includes(child)))
      blocks.push(drawing.from({ type: 'paragraph', children: drawing.inlines(run) }, run));
    run = [];
  };
  for (const child of element.children) {
    if (child.type === 'text' || !isBlock(child)) run.push(child);
    else {
      flush();
      blocks.push(...drawElement(drawing, child));
    }
  }
  flush();
  return inShell(drawing, element, blocks);
}

function listItems(drawing: Drawing, children: StorageNode[]): ListItem[] {
  return children
    .filter((child) => !isBlank(child))
    .map((child) => {
      const below = isElement(child, 'li') ? child.children : [child];
      return drawing.from({ blocks: drawing.blocks(below) }, [child]);
    });
}

function taskItems(drawing: Drawing, children: StorageNode[]): TaskItem[] {
  return children
    .filter((child) => !isBlank(child))
    .map((child) => {
      if (!isElement(child, 'ac:task'))
        return drawing.from({ done: false, blocks: drawing.blocks([child]) }, [child]);
      const done = oneLine(innerText(insideOf(child, 'ac:task-status'))) === 'complete';
      const said = child.children.filter(
        (part) => !(isElement(part) && /^ac:task-(id|uuid|status)$/.test(part.name)),
      );
      return drawing.from({ done, blocks: drawing.blocks(said) }, [child]);
    });
}

function columns(drawing: Drawing, section: StorageElement): Block[][] {
  const cells = partsOf(section, 'ac:layout-cell').map((cell) =>
    inShell(drawing, cell, drawing.blocks(cell.children)),
  );
  const others = section.children.filter((child) => !isElement(child, 'ac:layout-cell') && !isBlank(child));
  return others.length === 0 ? cells : [...cells, drawing.blocks(others)];
}
