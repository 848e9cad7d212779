import { asFields, clean, inWords, listOf, titleCase } from '../tool-words.ts';
import type { ReadTool, TextsOf, Toolkit, ToolWords } from '../toolkit.ts';

/** What Composio says of its tools and connections is no text of others. */
const noTexts: TextsOf = () => [];

/**
 * Composio's own tools, which change nothing in any app. What a batch carries is judged action by action, so the batch itself is
 * not among them. `nameOf` names the tools of apps.
 */
export function composioToolkit(nameOf: (tool: string) => string): Toolkit {
  const tool = (slug: string, name: string, sentence: ToolWords['sentence']): ReadTool => ({
    slug,
    kind: 'read',
    words: sentence ? { name, sentence } : { name },
    texts: noTexts,
  });
  return {
    slug: 'composio',
    name: 'Composio',
    phrases: [],
    tools: [
      tool('COMPOSIO_SEARCH_TOOLS', 'Search for tools', searched),
      tool('COMPOSIO_GET_TOOL_SCHEMAS', 'Read tool details', (args) => {
        const names = inWords(
          listOf(args.tool_slugs).map((slug) => (typeof slug === 'string' ? nameOf(slug) : null)),
        );
        return names === null ? null : `Read tool details: ${names}`;
      }),
      tool(
        'COMPOSIO_MANAGE_CONNECTIONS',
        'Check the connection',
        (args) => `Check the connection to ${toolkitNames(args)}`,
      ),
      tool(
        'COMPOSIO_WAIT_FOR_CONNECTIONS',
        'Wait for the connection',
        (args) => `Wait for the connection to ${toolkitNames(args)}`,
      ),
    ],
  };
}

/** A batch in words, where it stands as a whole. */
export const batchWords: ToolWords = {
  name: 'Run actions',
  sentence: (args) => {
    const count = listOf(args.tools).length;
    if (count === 0) return null;
    return count === 1 ? 'Run 1 action' : `Run ${count} actions`;
  },
};

function searched(args: Record<string, unknown>): string | null {
  const cases = listOf(args.queries).map((query) => clean(asFields(query).use_case) ?? clean(query));
  const words = cases.filter((use) => use !== null).join('; ');
  return words === '' ? null : `Search for tools: ${words}`;
}

function toolkitNames(args: Record<string, unknown>): string {
  const names = inWords(
    listOf(args.toolkits).map((slug) => {
      const text = clean(slug);
      return text === null ? null : titleCase(text);
    }),
  );
  return names ?? 'the app';
}
