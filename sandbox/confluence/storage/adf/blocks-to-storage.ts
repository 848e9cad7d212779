import { type AdfNode, sectionWidths } from './adf-node.ts';
import { imageToStorage } from './image-to-storage.ts';
import { inlinesToStorage } from './inlines-to-storage.ts';
import { codeToStorage, expandToStorage, extensionToStorage, panelToStorage } from './macros-to-storage.ts';
import {
  attributes,
  escapeXml,
  keptAsJson,
  numberAttribute,
  type StorageWriting,
  textAttribute,
} from './storage-writing.ts';
import { tableToStorage } from './table-to-storage.ts';

/** The blocks of a document as storage format. Layout sections that follow each other share one layout. */
export function blocksToStorage(nodes: AdfNode[], writing: StorageWriting): string {
  let storage = '';
  let sections = '';
  for (const node of nodes) {
    if (node.type === 'layoutSection') sections += layoutSection(node, writing);
    else {
      storage += inLayout(sections) + block(node, writing);
      sections = '';
    }
  }
  return storage + inLayout(sections);
}

function inLayout(sections: string): string {
  return sections === '' ? '' : `<ac:layout>${sections}</ac:layout>`;
}

function block(node: AdfNode, writing: StorageWriting): string {
  const inner = () => blocksToStorage(node.content ?? [], writing);
  const line = () => inlinesToStorage(node.content ?? [], writing);
  switch (node.type) {
    case 'paragraph':
      return `<p${alignment(node)}>${line()}</p>`;
    case 'heading': {
      const level = Math.min(Math.max(numberAttribute(node, 'level') ?? 1, 1), 6);
      return `<h${level}${alignment(node)}>${line()}</h${level}>`;
    }
    case 'bulletList':
      return `<ul>${inner()}</ul>`;
    case 'orderedList': {
      const order = numberAttribute(node, 'order') ?? 1;
      return `<ol${attributes({ start: order === 1 ? undefined : order })}>${inner()}</ol>`;
    }
    case 'listItem':
      return `<li>${inner()}</li>`;
    case 'blockquote':
      return `<blockquote>${inner()}</blockquote>`;
    case 'codeBlock':
      return codeToStorage(node);
    case 'rule':
      return '<hr />';
    case 'table':
      return tableToStorage(node, (cell) => blocksToStorage(cell, writing));
    case 'panel':
      return panelToStorage(node, inner());
    case 'expand':
    case 'nestedExpand':
      return expandToStorage(node, inner());
    case 'taskList':
      return taskList(node, writing);
    case 'decisionList':
      return decisionList(node, writing);
    case 'mediaSingle':
    case 'mediaGroup':
      return media(node, writing);
    case 'extension':
    case 'bodiedExtension':
      return extensionToStorage(node, inner());
    case 'text':
      return `<p>${inlinesToStorage([node], writing)}</p>`;
    default:
      return keptAsJson(node);
  }
}

function alignment(node: AdfNode): string {
  const mark = node.marks?.find((one) => one.type === 'alignment');
  const align = mark && textAttribute(mark, 'align');
  return align === undefined ? '' : ` style="text-align: ${align === 'end' ? 'right' : 'center'};"`;
}

function layoutSection(node: AdfNode, writing: StorageWriting): string {
  const columns = node.content ?? [];
  const widths = columns.map((column) => numberAttribute(column, 'width') ?? 100 / columns.length);
  const type =
    [...sectionWidths].find(
      ([, known]) =>
        known.length === widths.length &&
        known.every((width, index) => Math.abs(width - (widths[index] ?? 0)) < 1),
    )?.[0] ??
    [...sectionWidths].find(([, known]) => known.length === widths.length)?.[0] ??
    'single';
  const cells = columns.map(
    (column) => `<ac:layout-cell>${blocksToStorage(column.content ?? [], writing)}</ac:layout-cell>`,
  );
  return `<ac:layout-section ac:type="${type}">${cells.join('')}</ac:layout-section>`;
}

// A list within a list is a task of its own to storage format: it knows no levels.
function taskList(node: AdfNode, writing: StorageWriting): string {
  const itemsOf = (list: AdfNode): AdfNode[] =>
    (list.content ?? []).flatMap((item) => (item.type === 'taskList' ? itemsOf(item) : [item]));
  const tasks = itemsOf(node).map((item, index) => {
    const localId = textAttribute(item, 'localId') ?? '';
    const id = /^\d+$/.test(localId) ? localId : String(index + 1);
    const uuid = id === localId || localId === '' ? '' : `<ac:task-uuid>${escapeXml(localId)}</ac:task-uuid>`;
    const status = textAttribute(item, 'state') === 'DONE' ? 'complete' : 'incomplete';
    return `<ac:task><ac:task-id>${id}</ac:task-id>${uuid}<ac:task-status>${status}</ac:task-status><ac:task-body>${inlinesToStorage(item.content ?? [], writing)}</ac:task-body></ac:task>`;
  });
  return `<ac:task-list${attributes({ 'ac:local-id': textAttribute(node, 'localId') })}>${tasks.join('')}</ac:task-list>`;
}

function decisionList(node: AdfNode, writing: StorageWriting): string {
  const idOf = (one: AdfNode) =>
    `<ac:adf-attribute key="local-id">${escapeXml(textAttribute(one, 'localId') ?? '')}</ac:adf-attribute>`;
  const items = (node.content ?? []).map((item) => ({
    state: escapeXml(textAttribute(item, 'state') ?? 'DECIDED'),
    id: idOf(item),
    line: inlinesToStorage(item.content ?? [], writing),
  }));
  const nodes = items.map(
    ({ id, state, line }) =>
      `<ac:adf-node type="decision-item">${id}<ac:adf-attribute key="state">${state}</ac:adf-attribute><ac:adf-content>${line}</ac:adf-content></ac:adf-node>`,
  );
  return `<ac:adf-extension><ac:adf-node type="decision-list">${idOf(node)}${nodes.join('')}</ac:adf-node><ac:adf-fallback><ul>${items.map(({ line }) => `<li><p>${line}</p></li>`).join('')}</ul></ac:adf-fallback></ac:adf-extension>`;
}

function media(node: AdfNode, writing: StorageWriting): string {
  const caption = node.content?.find((one) => one.type === 'caption');
  const width = numberAttribute(node, 'width');
  const layout = {
    'ac:layout': textAttribute(node, 'layout'),
    'ac:width': textAttribute(node, 'widthType') === 'pixel' && width ? String(width) : undefined,
  };
  return (node.content ?? [])
    .filter((one) => one.type === 'media')
    .map((one) =>
      imageToStorage(one, layout, caption ? inlinesToStorage(caption.content ?? [], writing) : '', writing),
    )
    .join('');
}
