import type { StorageElement } from '../parse-storage.ts';
import { elementsOf, innerText, parameterOf } from '../storage-elements.ts';
import {
  type AdfConversion,
  type AdfNode,
  macroExtension,
  opaque,
  type Place,
  panelTypes,
  sectionWidths,
} from './adf-node.ts';

/** Whether a macro stands within a line of text even where blocks stand. */
export function isInlineMacro(element: StorageElement): boolean {
  return element.name === 'ac:structured-macro' && element.attributes['ac:name'] === 'status';
}

/** A macro that stands on its own. */
export function macroToAdf(conversion: AdfConversion, element: StorageElement, place: Place): AdfNode {
  const name = element.attributes['ac:name'] ?? '';
  const title = parameterOf(element, 'title');
  const body = elementsOf(element, 'ac:rich-text-body')[0];
  const content = body ? filled(conversion.blocks(body.children, 'nested')) : [];
  const panelType = panelTypes.get(name);
  if (panelType !== undefined && title === undefined)
    return { type: 'panel', attrs: { panelType }, content: filled(content) };
  if (name === 'expand')
    return {
      type: place === 'nested' ? 'nestedExpand' : 'expand',
      attrs: { title: title ?? '' },
      content: filled(content),
    };
  if (name === 'code') {
    const language = parameterOf(element, 'language');
    const source = plainText(element);
    return {
      type: 'codeBlock',
      attrs: language === undefined ? {} : { language },
      ...(source === '' ? {} : { content: [{ type: 'text', text: source }] }),
    };
  }
  const attrs = { ...extensionAttributes(conversion, element, name), layout: 'default' };
  return body ? { type: 'bodiedExtension', attrs, content } : { type: 'extension', attrs };
}

/** A macro within a line of text. */
export function inlineMacroToAdf(conversion: AdfConversion, element: StorageElement): AdfNode {
  if (isInlineMacro(element)) return statusToAdf(element);
  if (elementsOf(element, 'ac:rich-text-body').length > 0)
    return opaque(conversion, element, 'inlineExtension');
  return {
    type: 'inlineExtension',
    attrs: extensionAttributes(conversion, element, element.attributes['ac:name'] ?? ''),
  };
}

/** A status lozenge. */
function statusToAdf(element: StorageElement): AdfNode {
  const colour = (parameterOf(element, 'colour') ?? 'grey').toLowerCase();
  return {
    type: 'status',
    attrs: {
      text: parameterOf(element, 'title') ?? '',
      color: colour === 'grey' ? 'neutral' : colour,
      localId: element.attributes['ac:local-id'] ?? element.attributes['ac:macro-id'] ?? '',
      style: '',
    },
  };
}

function extensionAttributes(conversion: AdfConversion, element: StorageElement, name: string) {
  const macroParams: Record<string, object> = {};
  for (const parameter of elementsOf(element, 'ac:parameter')) {
    const plain = parameter.children.every((child) => child.type !== 'element');
    macroParams[parameter.attributes['ac:name'] ?? ''] = {
      value: innerText(parameter.children),
      // A page or a person that a parameter names is no text.
      ...(plain ? {} : { storage: innerSource(conversion.source, parameter) }),
    };
  }
  if (elementsOf(element, 'ac:plain-text-body').length > 0)
    macroParams.__bodyContent = { value: plainText(element) };
  const schemaVersion = element.attributes['ac:schema-version'];
  const macroId = element.attributes['ac:macro-id'];
  const localId = element.attributes['ac:local-id'];
  return {
    extensionType: macroExtension,
    extensionKey: name,
    parameters: {
      macroParams,
      macroMetadata: {
        ...(macroId === undefined ? {} : { macroId: { value: macroId } }),
        ...(schemaVersion === undefined ? {} : { schemaVersion: { value: schemaVersion } }),
        title: name,
      },
    },
    ...(localId === undefined ? {} : { localId }),
  };
}

/** What stands between the tags of an element, as it is written. */
function innerSource(source: string, element: StorageElement): string {
  const written = source.slice(element.start, element.end);
  return written.replace(/^<(?:"[^"]*"|'[^']*'|[^>"'])*>/, '').replace(/<\/[^<]*>$/, '');
}

function plainText(element: StorageElement): string {
  return elementsOf(element, 'ac:plain-text-body')
    .map((part) => innerText(part.children))
    .join('');
}

export function taskListToAdf(conversion: AdfConversion, element: StorageElement): AdfNode {
  return {
    type: 'taskList',
    attrs: { localId: element.attributes['ac:local-id'] ?? '' },
    content: elementsOf(element, 'ac:task').map((task) => {
      const part = (name: string): StorageElement[] => elementsOf(task, name);
      const text = (name: string): string => innerText(part(name).flatMap((one) => one.children)).trim();
      const content = conversion.inlines(part('ac:task-body').flatMap((one) => one.children));
      return {
        type: 'taskItem',
        attrs: {
          localId: text('ac:task-uuid') || text('ac:task-id'),
          state: text('ac:task-status') === 'complete' ? 'DONE' : 'TODO',
        },
        ...(content.length > 0 ? { content } : {}),
      };
    }),
  };
}

export function layoutToAdf(conversion: AdfConversion, layout: StorageElement): AdfNode[] {
  return elementsOf(layout, 'ac:layout-section').flatMap((section) => {
    const type = section.attributes['ac:type'] ?? 'single';
    const columns = elementsOf(section, 'ac:layout-cell');
    // A section that is as wide as the page is no layout to an Atlassian document.
    if (type === 'fixed-width') return columns.flatMap((cell) => conversion.blocks(cell.children));
    const widths = sectionWidths.get(type) ?? columns.map(() => 100 / columns.length);
    return [
      {
        type: 'layoutSection',
        content: columns.map((cell, index) => ({
          type: 'layoutColumn',
          attrs: { width: widths[index] ?? 100 / columns.length },
          content: filled(conversion.blocks(cell.children)),
        })),
      },
    ];
  });
}

/** Nodes that only an Atlassian document has, as storage format wraps them: decisions and newer panels. */
export function adfExtensionToAdf(conversion: AdfConversion, element: StorageElement): AdfNode {
  const node = elementsOf(element, 'ac:adf-node')[0];
  return (node && adfNode(conversion, node)) ?? opaque(conversion, element, 'extension');
}

function adfNode(conversion: AdfConversion, node: StorageElement): AdfNode | undefined {
  const attributes = new Map(
    elementsOf(node, 'ac:adf-attribute').map((one) => [one.attributes.key ?? '', innerText(one.children)]),
  );
  const content = elementsOf(node, 'ac:adf-content').flatMap((part) => part.children);
  const inner = elementsOf(node, 'ac:adf-node');
  const localId = attributes.get('local-id') ?? '';
  switch (node.attributes.type) {
    case 'panel':
      return {
        type: 'panel',
        attrs: { panelType: attributes.get('panel-type') ?? 'note' },
        content: filled(conversion.blocks(content, 'nested')),
      };
    case 'decision-list':
      return {
        type: 'decisionList',
        attrs: { localId },
        content: inner.flatMap((item) => adfNode(conversion, item) ?? []),
      };
    case 'decision-item':
      return {
        type: 'decisionItem',
        attrs: { localId, state: attributes.get('state') ?? 'DECIDED' },
        content: conversion.inlines(content),
      };
    default:
      return undefined;
  }
}

function filled(content: AdfNode[]): AdfNode[] {
  return content.length > 0 ? content : [{ type: 'paragraph' }];
}
