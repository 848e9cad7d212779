import { definePhrases, type Phrase } from '../../../domain/phrase.ts';
import { EditError } from './edit-error.ts';
import { childOf, elementsOf, isHeading, isInline } from './element-kinds.ts';
import type { StorageElement, StorageNode } from './parse-storage.ts';

/** Where content is put: what may stand there. `top` and `flow` take blocks, only `top` a layout; `line` takes loose text as well. */
export type Place = 'top' | 'flow' | 'line' | 'list' | 'tasks' | 'table' | 'row' | 'layout' | 'section';

const { book, phrase } = definePhrases('confluence.storage.nesting', {
  element: ({ name }: { name: string }) => tag(name),
  text: ({ text }: { text: string }) => `The text “${text}”`,
  placeWithin: ({ place }: { place: Place }) => `this place in a ${place}`,
  inNoBlock: ({ what }: { what: string }) =>
    `${what} stands in no block. Put text into blocks, such as <p>…</p>.`,
  notDirectlyIn: ({ what, where, only }: { what: string; where: string; only: string[] }) =>
    `${what} cannot stand directly in ${where}; only ${only.map(tag).join(', ')} can.`,
  homeless: ({ name, homes }: { name: string; homes: string[] }) =>
    `A <${name}> can only stand in ${homes.map(tag).join(' or ')}.`,
  layoutAtTop: () => 'An <ac:layout> can only stand at the top of the page.',
  notInLine: ({ block, line }: { block: string; line: string }) =>
    `A <${block}> cannot stand in a <${line}>; close the <${line}> first.`,
  taskParts: () =>
    'An <ac:task> needs <ac:task-status>incomplete</ac:task-status> (or complete) and <ac:task-body>…</ac:task-body>.',
  macroName: () => 'An <ac:structured-macro> needs its name: ac:name="…".',
  cells: ({ type, count, found }: { type: string; count: number; found: number }) =>
    `A layout section of type ${type} has ${count} <ac:layout-cell>, not ${found}.`,
});

export { book as checkNestingBook };

/** What only stands in some elements, and the names of these. */
const homes: Record<string, string[]> = {
  li: ['ul', 'ol'],
  thead: ['table'],
  tbody: ['table'],
  tfoot: ['table'],
  colgroup: ['table'],
  col: ['colgroup', 'table'],
  caption: ['table'],
  tr: ['tbody', 'thead', 'tfoot', 'table'],
  td: ['tr'],
  th: ['tr'],
  'ac:task': ['ac:task-list'],
  'ac:task-id': ['ac:task'],
  'ac:task-uuid': ['ac:task'],
  'ac:task-status': ['ac:task'],
  'ac:task-body': ['ac:task'],
  'ac:layout-section': ['ac:layout'],
  'ac:layout-cell': ['ac:layout-section'],
  'ac:rich-text-body': ['ac:structured-macro', 'ac:macro'],
  'ac:plain-text-body': ['ac:structured-macro', 'ac:macro'],
  'ac:link-body': ['ac:link'],
  'ac:plain-text-link-body': ['ac:link'],
};

/** What holds nothing but some elements. */
const holdsOnly: Record<string, string[]> = {
  ul: ['li'],
  ol: ['li'],
  table: ['colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'caption'],
  thead: ['tr'],
  tbody: ['tr'],
  tfoot: ['tr'],
  tr: ['td', 'th'],
  'ac:task-list': ['ac:task', 'ac:task-list'],
  'ac:layout': ['ac:layout-section'],
  'ac:layout-section': ['ac:layout-cell'],
};

const placeHolds: Partial<Record<Place, string[]>> = {
  list: holdsOnly.ul,
  tasks: holdsOnly['ac:task-list'],
  table: holdsOnly.tbody,
  row: holdsOnly.tr,
  layout: holdsOnly['ac:layout'],
  section: holdsOnly['ac:layout-section'],
};

const blockNames = new Set([
  'p',
  'ul',
  'ol',
  'table',
  'blockquote',
  'pre',
  'hr',
  'div',
  'ac:task-list',
  'ac:layout',
]);
const cellsOfSection: Record<string, number> = { single: 1, fixed: 1, two: 2, three: 3, four: 4, five: 5 };

/**
 * Refuses content that stands where it cannot, at its place in the page or within itself.
 * @throws EditError saying what would be right
 */
export function checkNesting(nodes: StorageNode[], place: Place): void {
  const only = placeHolds[place];
  for (const node of nodes) {
    if (only) mustBeOneOf(node, only, phrase.placeWithin({ place }));
    else if (place !== 'line' && isInline(node)) throw new EditError(phrase.inNoBlock({ what: named(node) }));
    if (node.type === 'text') continue;
    if (!only && homes[node.name]) throw homeless(node);
    if (node.name === 'ac:layout' && place !== 'top') throw new EditError(phrase.layoutAtTop());
    checkWithin(node);
  }
}

function checkWithin(element: StorageElement): void {
  const only = holdsOnly[element.name];
  for (const child of element.children) {
    if (only) mustBeOneOf(child, only, named(element));
    if (child.type === 'text') continue;
    if (homes[child.name] && !homes[child.name]?.includes(element.name)) throw homeless(child);
    if (child.name === 'ac:layout') throw new EditError(phrase.layoutAtTop());
    const isLine = element.name === 'p' || isHeading(element.name);
    if (isLine && (blockNames.has(child.name) || isHeading(child.name)))
      throw new EditError(phrase.notInLine({ block: child.name, line: element.name }));
    checkWithin(child);
  }
  checkParts(element);
}

function checkParts(element: StorageElement): void {
  if (element.name === 'ac:task' && !(childOf(element, 'ac:task-status') && childOf(element, 'ac:task-body')))
    throw new EditError(phrase.taskParts());
  if (element.name === 'ac:structured-macro' && !element.attributes['ac:name'])
    throw new EditError(phrase.macroName());
  if (element.name !== 'ac:layout-section') return;
  const type = element.attributes['ac:type'] ?? '';
  const count = cellsOfSection[type.split('_')[0] ?? ''];
  const found = elementsOf(element).length;
  if (count !== undefined && found !== count) throw new EditError(phrase.cells({ type, count, found }));
}

function mustBeOneOf(node: StorageNode, only: string[], where: Phrase): void {
  if (node.type === 'text' ? node.text.trim() === '' : only.includes(node.name)) return;
  throw new EditError(phrase.notDirectlyIn({ what: named(node), where, only }));
}

function homeless(element: StorageElement): EditError {
  return new EditError(phrase.homeless({ name: element.name, homes: homes[element.name] ?? [] }));
}

function named(node: StorageNode): Phrase {
  if (node.type === 'element') return phrase.element({ name: node.name });
  const text = node.text.trim().replace(/\s+/g, ' ');
  return phrase.text({ text: text.length > 40 ? `${text.slice(0, 40)}…` : text });
}

function tag(name: string): string {
  return `<${name}>`;
}
