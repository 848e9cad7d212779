/** A text as a quoted CQL value. */
export function cqlText(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
