import type { ReadTool, TextsOf, ToolWords } from '../../toolkit.ts';

/** A tool that reads from Confluence. */
export function readingTool(
  slug: string,
  texts: TextsOf,
  name: string,
  sentence?: ToolWords['sentence'],
): ReadTool {
  return { slug, kind: 'read', words: sentence ? { name, sentence } : { name }, texts };
}
