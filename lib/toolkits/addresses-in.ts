/** Web addresses in a text of any format, each once. */
export function addressesIn(text: string): string[] {
  const links = [...withoutEscapes(text).matchAll(/\bhttps?:\/\/[^\s"'<>|\]}\\]+/gi)].map(([link]) => link);
  return [...new Set(links)];
}

/** JSON may spell any letter of an address as an escape. */
function withoutEscapes(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value));
  } catch {
    return value;
  }
}
