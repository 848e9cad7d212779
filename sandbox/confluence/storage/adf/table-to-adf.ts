import type { StorageElement } from '../parse-storage.ts';
import { elementsOf } from '../storage-elements.ts';
import type { AdfConversion, AdfNode } from './adf-node.ts';

/** A table with its widths, merged cells and colours. */
export function tableToAdf(conversion: AdfConversion, table: StorageElement): AdfNode {
  const widths = elementsOf(table, 'colgroup')
    .flatMap((group) => elementsOf(group, 'col'))
    .map((column) => Number.parseFloat(/width:\s*([\d.]+)px/.exec(column.attributes.style ?? '')?.[1] ?? ''));
  const sections = ['thead', 'tbody', 'tfoot'].flatMap((name) => elementsOf(table, name));
  const rows = [...sections.flatMap((section) => elementsOf(section, 'tr')), ...elementsOf(table, 'tr')];
  const width = Number(table.attributes['data-table-width']);
  return {
    type: 'table',
    attrs: {
      isNumberColumnEnabled: table.attributes['data-number-column'] === 'true',
      layout: table.attributes['data-layout'] ?? 'default',
      ...(width > 0 ? { width } : {}),
      ...(table.attributes['ac:local-id'] ? { localId: table.attributes['ac:local-id'] } : {}),
    },
    content: rows.map((row) => ({ type: 'tableRow', content: cells(conversion, row, widths) })),
  };
}

function cells(conversion: AdfConversion, row: StorageElement, widths: number[]): AdfNode[] {
  let column = 0;
  return row.children.flatMap((cell): AdfNode[] => {
    if (cell.type !== 'element' || (cell.name !== 'td' && cell.name !== 'th')) return [];
    const colspan = Number(cell.attributes.colspan ?? 1) || 1;
    const rowspan = Number(cell.attributes.rowspan ?? 1) || 1;
    const own = widths.slice(column, column + colspan);
    column += colspan;
    const background = cell.attributes['data-highlight-colour'];
    const content = conversion.blocks(cell.children, 'nested');
    return [
      {
        type: cell.name === 'th' ? 'tableHeader' : 'tableCell',
        attrs: {
          ...(colspan > 1 ? { colspan } : {}),
          ...(rowspan > 1 ? { rowspan } : {}),
          ...(background ? { background } : {}),
          ...(own.length > 0 && own.every((width) => width > 0) ? { colwidth: own } : {}),
        },
        content: content.length > 0 ? content : [{ type: 'paragraph' }],
      },
    ];
  });
}
