import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One hash of the names and contents of all files that the patterns find below `root`, installed packages excepted. */
export function hashOfFiles(root: string, patterns: string[]): string {
  const hash = createHash('sha256');
  const found = globSync(patterns, { cwd: root, withFileTypes: true, exclude: ['**/node_modules'] });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}
