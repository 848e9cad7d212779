import type { AdfNode } from './adf-node.ts';
import { attributes, numberAttribute, textAttribute } from './storage-writing.ts';

/** A table with its widths, merged cells and colours. */
export function tableToStorage(table: AdfNode, blocks: (nodes: AdfNode[]) => string): string {
  const rows = table.content ?? [];
  const columns = (rows[0]?.content ?? []).flatMap((cell) => {
    const widths: unknown = cell.attrs?.colwidth;
    return Array.isArray(widths) ? widths.filter((width) => typeof width === 'number') : [];
  });
  const group =
    columns.length === 0
      ? ''
      : `<colgroup>${columns.map((width) => `<col style="width: ${width}px;" />`).join('')}</colgroup>`;
  const shown = attributes({
    'data-table-width': numberAttribute(table, 'width'),
    'data-layout': textAttribute(table, 'layout'),
    'data-number-column': table.attrs?.isNumberColumnEnabled === true ? 'true' : undefined,
    'ac:local-id': textAttribute(table, 'localId'),
  });
  const written = rows.map(
    (row) => `<tr>${(row.content ?? []).map((one) => cell(one, blocks)).join('')}</tr>`,
  );
  return `<table${shown}>${group}<tbody>${written.join('')}</tbody></table>`;
}

function cell(node: AdfNode, blocks: (nodes: AdfNode[]) => string): string {
  const name = node.type === 'tableHeader' ? 'th' : 'td';
  const merged = (span: string) => {
    const count = numberAttribute(node, span);
    return count !== undefined && count > 1 ? count : undefined;
  };
  const shown = attributes({
    colspan: merged('colspan'),
    rowspan: merged('rowspan'),
    'data-highlight-colour': textAttribute(node, 'background'),
  });
  return `<${name}${shown}>${blocks(node.content ?? [])}</${name}>`;
}
