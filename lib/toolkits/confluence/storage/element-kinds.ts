import type { StorageElement, StorageNode } from './parse-storage.ts';

const phrases = new Set(
  'strong b em i u s del ins strike sub sup code span small big font tt kbd samp var cite q abbr mark bdi bdo a br'.split(
    ' ',
  ),
);
const tokensInText = new Set([
  'ac:link',
  'ac:emoticon',
  'ac:placeholder',
  'ac:inline-comment-marker',
  'time',
]);
/** These stand alone or within a line of text: what is beside them decides. */
const eitherWay = new Set(['ac:image', 'ac:structured-macro', 'ac:macro', 'ac:adf-extension']);

export const isHeading = (name: string): boolean => /^h[1-6]$/.test(name);

export function childOf(element: StorageElement, name: string): StorageElement | undefined {
  return element.children.find((child) => child.type === 'element' && child.name === name) as
    | StorageElement
    | undefined;
}

export function elementsOf(element: StorageElement): StorageElement[] {
  return element.children.filter((child) => child.type === 'element');
}

/** Decoded text of all that is below, spaces as they stand. */
export function textOf(nodes: StorageNode[]): string {
  return nodes.map((node) => (node.type === 'text' ? node.text : textOf(node.children))).join('');
}

/** The value of a macro's parameter, by its `ac:name`. */
export function parameterOf(macro: StorageElement, name: string): string | null {
  const found = elementsOf(macro).find(
    (child) => child.name === 'ac:parameter' && child.attributes['ac:name'] === name,
  );
  return found ? textOf(found.children).trim() : null;
}

export const macroName = (macro: StorageElement): string => macro.attributes['ac:name'] ?? 'macro';

/** Emphasis and the like: a model can write it again from what it reads. A link with more than an address is not. */
export function isPhrase(element: StorageElement): boolean {
  if (element.name === 'a') return Object.keys(element.attributes).every((name) => name === 'href');
  return phrases.has(element.name);
}

/** Surely part of a line of text. */
export function isInline(node: StorageNode): boolean {
  if (node.type === 'text') return node.text.trim() !== '';
  if (node.name === 'ac:structured-macro' && macroName(node) === 'status') return true;
  return phrases.has(node.name) || tokensInText.has(node.name);
}

/** May be part of a line of text, when text stands beside it. */
export function mayBeInline(node: StorageNode): boolean {
  if (node.type === 'text' || isInline(node)) return true;
  return (
    eitherWay.has(node.name) && !childOf(node, 'ac:rich-text-body') && !childOf(node, 'ac:plain-text-body')
  );
}
