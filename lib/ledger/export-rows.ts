import { csvLine } from './csv.ts';

export type ExportFormat = 'csv' | 'json';

/** Rows as the text of a file, piece by piece: a JSON array of them, or CSV with a line of names and what `lines` makes of each. */
export async function* exportRows<Row>(
  format: ExportFormat,
  rows: AsyncIterable<Row>,
  columns: string[],
  lines: (row: Row) => string[][],
): AsyncGenerator<string> {
  if (format === 'csv') {
    yield csvLine(columns);
    for await (const row of rows) yield lines(row).map(csvLine).join('');
    return;
  }
  let separator = '[\n';
  for await (const row of rows) {
    yield separator + JSON.stringify(row);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
