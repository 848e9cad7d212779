/** Several remarks as one; undefined where there is none. */
export function joinNotes(...notes: (string | null)[]): string | undefined {
  const said = notes.filter((note) => note !== null);
  return said.length === 0 ? undefined : said.join('; ');
}
