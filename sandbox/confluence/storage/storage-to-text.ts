import { parseStorage, type StorageNode } from './parse-storage.ts';

const blocks = new Set([
  'p',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'tr',
  'td',
  'th',
  'table',
  'ul',
  'ol',
  'blockquote',
  'pre',
  'hr',
  'br',
  'ac:task',
  'ac:task-body',
  'ac:structured-macro',
  'ac:rich-text-body',
  'ac:plain-text-body',
  'ac:layout-cell',
]);
// Settings of macros and of tasks are not something a person reads on the page.
// What an editor's node says is said again in its fallback.
const silent = new Set(['ac:task-id', 'ac:task-uuid', 'ac:task-status', 'ac:placeholder', 'ac:adf-node']);

/** The words a reader sees in a body, for the search index and for excerpts. Not well-formed: the tags are cut out. */
export function storageToText(source: string, nameOf: (accountId: string) => string): string {
  let nodes: StorageNode[];
  try {
    nodes = parseStorage(source);
  } catch {
    return source
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  }
  return textOf(nodes, nameOf).replace(/\s+/g, ' ').trim();
}

function textOf(nodes: StorageNode[], nameOf: (accountId: string) => string): string {
  return nodes
    .map((node): string => {
      if (node.type !== 'element') return node.text;
      if (silent.has(node.name)) return '';
      if (node.name === 'ac:parameter')
        return node.attributes['ac:name'] === 'title' ? ` ${textOf(node.children, nameOf)} ` : '';
      if (node.name === 'ri:user') return nameOf(node.attributes['ri:account-id'] ?? '');
      if (node.name === 'time') return node.attributes.datetime ?? '';
      if (node.name === 'ac:link') return linkText(node.children, nameOf);
      const inner = textOf(node.children, nameOf);
      return blocks.has(node.name) ? ` ${inner} ` : inner;
    })
    .join('');
}

function linkText(children: StorageNode[], nameOf: (accountId: string) => string): string {
  const own = textOf(children, nameOf).trim();
  if (own !== '') return own;
  const page = children.find((child) => child.type === 'element' && child.name === 'ri:page');
  return page?.type === 'element' ? (page.attributes['ri:content-title'] ?? '') : '';
}
