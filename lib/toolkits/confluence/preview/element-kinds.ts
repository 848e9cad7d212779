import type { StorageNode } from '../storage/parse-storage.ts';
import { partsOf } from './read-element.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements that stand within a line. */
const inline = words(
  'strong b em i u ins s del strike code kbd samp tt sub sup span font small big label abbr cite q var dfn bdi bdo mark ' +
    'a br time img wbr ac:link ac:emoticon ac:inline-comment-marker ac:placeholder ac:link-body ac:plain-text-link-body',
);

/** Elements that stand on lines of their own and say nothing themselves: what is in them is drawn in their place. */
export const transparentBlocks = words(
  'div section article main header footer center figure figcaption address dl dt dd tbody thead tfoot tr td th li caption ' +
    'ac:layout ac:rich-text-body ac:task-body ac:layout-cell ac:adf-content ac:adf-fallback ac:caption',
);

const blocks = words(
  'p h1 h2 h3 h4 h5 h6 ul ol blockquote pre hr table ac:task-list ac:task ac:layout-section ac:adf-extension',
);

const macros = words('ac:structured-macro ac:macro');

export function isBlank(node: StorageNode): boolean {
  return node.type === 'text' && !/[^ \t\r\n]/.test(node.text);
}

export function isMacro(node: StorageNode): boolean {
  return node.type === 'element' && macros.has(node.name);
}

/** Whether it stands within a line wherever it is. An image or a macro may do both; only its place tells. */
export function isInline(node: StorageNode): boolean {
  if (node.type === 'text' || inline.has(node.name)) return true;
  return isMacro(node) && node.attributes['ac:name'] === 'status';
}

/** Whether it begins a line of its own even within a paragraph. */
export function breaksParagraph(node: StorageNode): boolean {
  if (node.type === 'text') return false;
  if (isMacro(node))
    return partsOf(node, 'ac:rich-text-body').length + partsOf(node, 'ac:plain-text-body').length > 0;
  return blocks.has(node.name) || transparentBlocks.has(node.name);
}
