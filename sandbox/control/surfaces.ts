/** The sides of the sandbox that faults, latency and the recorder tell apart. */
export const SURFACES = ['composio', 'mcp', 'confluence', 'oauth', 'model', 'webhooks'] as const;

export type Surface = (typeof SURFACES)[number];

const PREFIXES: [prefix: string, surface: Surface][] = [
  ['/tool_router/', 'mcp'],
  ['/openai/', 'model'],
  ['/atlassian/ex/', 'confluence'],
  ['/atlassian/', 'oauth'],
  ['/wiki', 'confluence'],
  ['/ex/', 'confluence'],
  ['/_edge/', 'confluence'],
];

/** The surface a path of the sandbox belongs to. What no other part answers is Composio's. */
export function surfaceOf(path: string): Surface {
  return PREFIXES.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'composio';
}
