/**
 * One line of CSV (RFC 4180). A value that a spreadsheet would run as a formula gets an apostrophe in front: titles and
 * results come from other people.
 */
export function csvLine(values: string[]): string {
  return `${values.map(field).join(',')}\r\n`;
}

function field(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
