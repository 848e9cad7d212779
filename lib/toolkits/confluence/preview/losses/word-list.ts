/** “1 macro”, “2 macros”. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

const SHOWN = 3;

/** The first few names, each once, and how many more there are: “Status (2), Jira issues and 4 more”. */
export function nameList(names: string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const each = [...counts].map(([name, count]) => (count === 1 ? name : `${name} (${count})`));
  const shown = each.slice(0, SHOWN).join(', ');
  return each.length > SHOWN ? `${shown} and ${each.length - SHOWN} more` : shown;
}

/** A text short enough to be an example. */
export function example(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59).trimEnd()}…` : line;
}
