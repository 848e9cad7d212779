import { readdirSync, readFileSync } from 'node:fs';

/** The bodies that the tests of storage format read and edit: each element Confluence writes, and what other programs do to it. */
export function readCorpus(): { name: string; source: string }[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => ({
      name: name.replace(/\.xml$/, ''),
      source: readFileSync(`${import.meta.dirname}/${name}`, 'utf8'),
    }));
}
