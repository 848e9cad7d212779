import type { Block, TableCell, TableRow } from '../../../../domain/preview.ts';
import type { StorageElement, StorageNode } from '../../storage/parse-storage.ts';
import { isBlank } from '../element-kinds.ts';
import { isElement, partsOf } from '../read-element.ts';
import type { Drawing } from './drawing.ts';

/** A table, and what is written in it outside its cells as blocks around it. */
export function drawTable(drawing: Drawing, table: StorageElement): Block[] {
  const rows: TableRow[] = [];
  const strays: StorageNode[] = [];
  const collect = (nodes: StorageNode[]) => {
    for (const node of nodes) {
      if (isBlank(node)) continue;
      if (isElement(node, 'tr')) rows.push(drawRow(drawing, node));
      else if (isElement(node) && /^t(head|body|foot)$/.test(node.name)) collect(node.children);
      else if (!(isElement(node) && /^(colgroup|col|caption)$/.test(node.name))) strays.push(node);
    }
  };
  collect(table.children);
  return [
    ...drawing.blocks(partsOf(table, 'caption')),
    drawing.from({ type: 'table', rows }, [table]),
    ...drawing.blocks(strays),
  ];
}

function drawRow(drawing: Drawing, row: StorageElement): TableRow {
  const cells = row.children.filter((child) => !isBlank(child)).map((child) => drawCell(drawing, child));
  return drawing.from({ cells }, [row]);
}

function drawCell(drawing: Drawing, node: StorageNode): TableCell {
  if (!isElement(node) || (node.name !== 'td' && node.name !== 'th'))
    return drawing.from({ header: false, columns: 1, rows: 1, blocks: drawing.blocks([node]) }, [node]);
  const cell = {
    header: node.name === 'th',
    columns: span(node.attributes.colspan),
    rows: span(node.attributes.rowspan),
    blocks: drawing.blocks(node.children),
  };
  return drawing.from(cell, [node]);
}

// The bounds of HTML: a span beyond them would stop the browser that draws it.
function span(value: string | undefined): number {
  const number = Number.parseInt(value ?? '1', 10);
  return Number.isInteger(number) ? Math.min(Math.max(number, 1), 1000) : 1;
}
