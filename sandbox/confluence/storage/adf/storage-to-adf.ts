import { parseStorage, type StorageElement, type StorageNode } from '../parse-storage.ts';
import { elementsOf, innerText } from '../storage-elements.ts';
import { type AdfConversion, type AdfNames, type AdfNode, opaque, type Place } from './adf-node.ts';
import { imageToAdf } from './image-to-adf.ts';
import { inlinesToAdf } from './inlines-to-adf.ts';
import { adfExtensionToAdf, isInlineMacro, layoutToAdf, macroToAdf, taskListToAdf } from './macros-to-adf.ts';
import { tableToAdf } from './table-to-adf.ts';

const inlineNames = new Set(
  (
    'strong b em i u ins s del strike code sub sup span small font label kbd a br time ac:link ac:emoticon ' +
    'ac:inline-comment-marker ac:placeholder'
  ).split(' '),
);

/**
 * A storage body as an Atlassian document. Elements without a counterpart become extensions that carry them untouched.
 * @throws StorageSyntaxError when it is not well-formed
 */
export function storageToAdf(source: string, names: AdfNames): AdfNode {
  const conversion: AdfConversion = {
    source,
    names,
    blocks: (nodes, place = 'document') => blocksToAdf(conversion, nodes, place),
    inlines: (nodes, marks = []) => inlinesToAdf(conversion, nodes, marks),
  };
  return { type: 'doc', version: 1, content: conversion.blocks(parseStorage(source)) };
}

// Text that stands between blocks becomes a paragraph of its own.
function blocksToAdf(conversion: AdfConversion, nodes: StorageNode[], place: Place): AdfNode[] {
  const blocks: AdfNode[] = [];
  let loose: StorageNode[] = [];
  const flush = (): void => {
    const content = trimmed(conversion.inlines(loose));
    if (content.length > 0) blocks.push({ type: 'paragraph', content });
    loose = [];
  };
  for (const node of nodes) {
    if (node.type !== 'element' || isInline(node)) loose.push(node);
    else {
      flush();
      blocks.push(...blockToAdf(conversion, node, place));
    }
  }
  flush();
  return blocks;
}

function isInline(element: StorageElement): boolean {
  return inlineNames.has(element.name) || isInlineMacro(element);
}

function blockToAdf(conversion: AdfConversion, element: StorageElement, place: Place): AdfNode[] {
  const { name, children } = element;
  const heading = /^h([1-6])$/.exec(name)?.[1];
  if (heading !== undefined)
    return [{ type: 'heading', attrs: { level: Number(heading) }, ...line(conversion, element) }];
  switch (name) {
    case 'p':
      return paragraph(conversion, element);
    case 'ul':
      return [{ type: 'bulletList', content: items(conversion, element) }];
    case 'ol':
      return [
        {
          type: 'orderedList',
          attrs: { order: Number(element.attributes.start ?? 1) || 1 },
          content: items(conversion, element),
        },
      ];
    case 'blockquote':
      return [{ type: 'blockquote', content: filled(conversion.blocks(children, 'nested')) }];
    case 'pre':
      return [{ type: 'codeBlock', attrs: {}, ...textContent(innerText(children)) }];
    case 'hr':
      return [{ type: 'rule' }];
    case 'div':
      return conversion.blocks(children, place);
    case 'table':
      return [tableToAdf(conversion, element)];
    case 'ac:task-list':
      return [taskListToAdf(conversion, element)];
    case 'ac:layout':
      return layoutToAdf(conversion, element);
    case 'ac:image':
      return [imageToAdf(conversion, element, 'block')];
    case 'ac:structured-macro':
      return [macroToAdf(conversion, element, place)];
    case 'ac:adf-extension':
      return [adfExtensionToAdf(conversion, element)];
    default:
      return [opaque(conversion, element, 'extension')];
  }
}

function paragraph(conversion: AdfConversion, element: StorageElement): AdfNode[] {
  const images = elementsOf(element, 'ac:image');
  const alone = element.children.every((child) =>
    child.type === 'element' ? child.name === 'ac:image' : child.text.trim() === '',
  );
  if (images.length > 0 && alone) return images.map((image) => imageToAdf(conversion, image, 'block'));
  return [{ type: 'paragraph', ...line(conversion, element) }];
}

function line(conversion: AdfConversion, element: StorageElement): Partial<AdfNode> {
  const align = /text-align:\s*(center|right)/i.exec(element.attributes.style ?? '')?.[1]?.toLowerCase();
  const content = trimmed(conversion.inlines(element.children));
  return {
    ...(content.length > 0 ? { content } : {}),
    ...(align
      ? { marks: [{ type: 'alignment', attrs: { align: align === 'right' ? 'end' : 'center' } }] }
      : {}),
  };
}

function items(conversion: AdfConversion, list: StorageElement): AdfNode[] {
  return filled(
    elementsOf(list, 'li').map((item) => ({
      type: 'listItem',
      content: filled(conversion.blocks(item.children, 'nested')),
    })),
    'listItem',
  );
}

/** A node that must not be empty gets an empty paragraph. */
function filled(content: AdfNode[], type = 'paragraph'): AdfNode[] {
  if (content.length > 0) return content;
  return [type === 'paragraph' ? { type } : { type, content: [{ type: 'paragraph' }] }];
}

function textContent(text: string): { content?: AdfNode[] } {
  return text === '' ? {} : { content: [{ type: 'text', text }] };
}

/** Blanks at both ends of a block are how the source was set, not something that is said. */
function trimmed(nodes: AdfNode[]): AdfNode[] {
  const kept = [...nodes];
  const ends = [
    { index: () => 0, blank: /^[ \t\r\n]+/ },
    { index: () => kept.length - 1, blank: /[ \t\r\n]+$/ },
  ];
  for (const { index, blank } of ends) {
    for (let node = kept[index()]; node?.type === 'text'; node = kept[index()]) {
      const text = (node.text ?? '').replace(blank, '');
      if (text !== '') {
        kept[index()] = { ...node, text };
        break;
      }
      kept.splice(index(), 1);
    }
  }
  return kept;
}
