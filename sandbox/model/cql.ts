/** A CQL string literal; quotes and backslashes in it cannot end it. */
export function cqlString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** Only the words of a text: marks have meanings of their own behind `~`. */
export function cqlWords(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}'’.-]+/gu, ' ')
    .replace(/(?<=^|\s)[-.'’]+|[-.'’]+(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
