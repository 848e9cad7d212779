import { definePhrases, type Words } from '../../../../domain/phrase.ts';
import type { StorageElement, StorageNode } from '../../storage/parse-storage.ts';
import { macroName } from '../draw/macro-words.ts';
import { isMacro } from '../element-kinds.ts';
import {
  innerText,
  insideOf,
  isElement,
  oneLine,
  partsOf,
  resourceName,
  resourceOf,
} from '../read-element.ts';
import { example } from './word-list.ts';

/** One thing of a body: `key` is the same for the same thing elsewhere, `name` is what a person calls it. */
export type Thing = { key: string; name: Words };
export type Task = { id: string; text: string; done: boolean };

/** What a body holds, in its order. */
export type Inventory = {
  macro: Thing[];
  comment: Thing[];
  mention: Thing[];
  image: Thing[];
  attachment: Thing[];
  table: Thing[];
  link: Thing[];
  layout: Thing[];
  tasks: Task[];
  text: string;
  /** Its size by text and by elements that a reader sees. */
  size: number;
};

const { book, phrase } = definePhrases('confluence.losses.things', {
  macro: ({ name }: { name: string }) => macroName(name),
  quotation: ({ text }: { text: string }) => `“${text}”`,
  mention: ({ name }: { name: string }) => `@${name}`,
  imageWithoutName: () => 'an image without a name',
  emptyTable: () => 'an empty table',
  section: ({ columns }: { columns: number }) =>
    columns > 1 ? `${columns} columns` : 'a section of one column',
  untitled: ({ id }: { id: string | null }) => `content ${id ?? 'without a name'}`,
  somebody: () => 'somebody',
  link: ({ to, anchor }: { to: string; anchor: string | null }) =>
    `${to}${anchor === null ? '' : `#${anchor}`}` || 'a link',
});

export { book as lostThingsBook, phrase as lostThingsPhrase };

/** About what a line of text weighs that has hardly a word in it. */
const ELEMENT = 20;
const SEEN =
  /^(p|h[1-6]|li|t[dh]|pre|hr|blockquote|img|time|ac:(image|emoticon|task|link|structured-macro|macro|adf-extension))$/;

export function takeInventory(nodes: StorageNode[]): Inventory {
  const inventory: Inventory = {
    macro: [],
    comment: [],
    mention: [],
    image: [],
    attachment: [],
    table: [],
    link: [],
    layout: [],
    tasks: [],
    text: '',
    size: 0,
  };
  const texts: string[] = [];
  visit(inventory, texts, nodes, null);
  inventory.text = oneLine(texts.join(' '));
  inventory.size += inventory.text.length;
  return inventory;
}

function visit(
  inventory: Inventory,
  texts: string[],
  nodes: StorageNode[],
  parent: StorageElement | null,
): void {
  for (const node of nodes) {
    if (node.type === 'text') {
      texts.push(node.text);
      continue;
    }
    // A paragraph in an item or a cell is only another way to write it.
    const wrapped = node.name === 'p' && parent !== null && /^(li|t[dh])$/.test(parent.name);
    if (SEEN.test(node.name) && !wrapped) inventory.size += ELEMENT;
    note(inventory, node, parent);
    if (/^ac:(parameter|task-id|task-uuid|task-status|adf-attribute|adf-fallback)$/.test(node.name))
      visit(inventory, [], node.children, node);
    else visit(inventory, texts, node.children, node);
  }
}

function note(inventory: Inventory, element: StorageElement, parent: StorageElement | null): void {
  const { name, attributes } = element;
  const text = () => example(innerText(element.children));
  if (isMacro(element)) {
    const key = attributes['ac:name'] ?? '';
    inventory.macro.push({ key, name: phrase.macro({ name: key }) });
    return;
  }
  switch (name) {
    case 'ac:adf-extension': {
      const type = partsOf(element, 'ac:adf-node')[0]?.attributes.type ?? 'extension';
      inventory.macro.push({ key: `adf ${type}`, name: phrase.macro({ name: type }) });
      return;
    }
    case 'ac:inline-comment-marker': {
      const key = attributes['ac:ref'] ?? '';
      const known = inventory.comment.some((comment) => comment.key === key);
      if (!known)
        inventory.comment.push({ key, name: text() === '' ? key : phrase.quotation({ text: text() }) });
      return;
    }
    case 'ri:user': {
      const key = resourceName(element);
      const said = parent === null ? '' : example(innerText(insideOf(parent, 'ac:link-body')));
      inventory.mention.push({ key, name: phrase.mention({ name: said || named(element) }) });
      return;
    }
    case 'ac:image':
    case 'img': {
      const resource = resourceOf(element);
      const key = resource === undefined ? (attributes.src ?? '') : resourceName(resource);
      inventory.image.push({ key, name: key || phrase.imageWithoutName() });
      return;
    }
    case 'ri:attachment':
      if (!(parent !== null && isElement(parent, 'ac:image')))
        inventory.attachment.push({ key: resourceName(element), name: resourceName(element) });
      return;
    case 'table':
      inventory.table.push({ key: 'table', name: tableName(element) });
      return;
    case 'ac:layout-section': {
      const columns = partsOf(element, 'ac:layout-cell').length;
      inventory.layout.push({ key: columns > 1 ? 'columns' : 'section', name: phrase.section({ columns }) });
      return;
    }
    case 'ac:task': {
      const of = (part: string) => oneLine(innerText(insideOf(element, part)));
      const done = of('ac:task-status') === 'complete';
      inventory.tasks.push({ id: of('ac:task-id'), text: of('ac:task-body'), done });
      return;
    }
    case 'a':
      if (attributes.href !== undefined)
        inventory.link.push({ key: attributes.href, name: text() || example(attributes.href) });
      return;
    case 'ac:link':
      noteLink(inventory, element);
  }
}

/** Mentions and files are counted on their own. */
function noteLink(inventory: Inventory, element: StorageElement): void {
  const resource = resourceOf(element);
  if (resource?.name === 'ri:user' || resource?.name === 'ri:attachment') return;
  const anchor = element.attributes['ac:anchor'];
  const target = resource === undefined ? '' : resourceName(resource);
  const place = `${target}${anchor === undefined ? '' : `#${anchor}`}`;
  const space = resource?.attributes['ri:space-key'] ?? '';
  const body = example(
    innerText([...insideOf(element, 'ac:link-body'), ...insideOf(element, 'ac:plain-text-link-body')]),
  );
  const name = body || linkName(resource, anchor);
  inventory.link.push({ key: `${resource?.name ?? ''} ${space} ${place}`, name });
}

function linkName(resource: StorageElement | undefined, anchor: string | undefined): Words {
  const to = resource === undefined ? '' : named(resource);
  if (anchor === undefined && to !== '') return to;
  return typeof to === 'string' && anchor !== undefined
    ? `${to}#${anchor}`
    : phrase.link({ to, anchor: anchor ?? null });
}

/** As `resourceName`, with a phrase where the page has no name for it. */
function named(resource: StorageElement): Words {
  const of = (name: string) => resource.attributes[`ri:${name}`];
  if (/^ri:(page|blog-post|content-entity)$/.test(resource.name))
    return of('content-title') ?? phrase.untitled({ id: of('content-id') ?? null });
  if (resource.name === 'ri:user')
    return of('account-id') ?? of('userkey') ?? of('username') ?? phrase.somebody();
  return resourceName(resource);
}

function tableName(table: StorageElement): Words {
  const cells: string[] = [];
  const look = (nodes: StorageNode[]): void => {
    for (const node of nodes) {
      if (node.type === 'text' || cells.length >= 3) continue;
      if (node.name === 'th' || node.name === 'td') cells.push(oneLine(innerText(node.children)));
      else look(node.children);
    }
  };
  look(table.children);
  const head = cells.filter((cell) => cell !== '').join(' | ');
  return head === '' ? phrase.emptyTable() : example(head);
}
