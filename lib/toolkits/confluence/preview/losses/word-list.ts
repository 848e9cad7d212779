import type { Words } from '../../../../domain/phrase.ts';

/** “1 macro”, “2 macros”. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

const SHOWN = 3;

/** The first few names of what is counted, each once, and how many more there are. */
export type NameList<Said = string> = { count: number; names: Named<Said>[]; more: number };

type Named<Said> = { name: Said; times: number };

export function nameList(names: Words[]): NameList<Words> {
  const each = eachName(names);
  return { count: names.length, names: each.slice(0, SHOWN), more: Math.max(0, each.length - SHOWN) };
}

/** Each name once, in order. */
export function eachName(names: Words[]): Named<Words>[] {
  const each = new Map<string, Named<Words>>();
  for (const name of names) {
    const known = each.get(nameKey(name));
    if (known === undefined) each.set(nameKey(name), { name, times: 1 });
    else known.times += 1;
  }
  return [...each.values()];
}

/** The same for equal names. */
export function nameKey(name: Words): string {
  return JSON.stringify(name);
}

/** “Status (2), Jira issues and 4 more”. */
export function listInWords({ names, more }: NameList): string {
  const shown = names.map(({ name, times }) => (times === 1 ? name : `${name} (${times})`)).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** A text short enough to be an example. */
export function example(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59).trimEnd()}…` : line;
}
