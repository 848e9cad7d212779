export const ACTION_KINDS = ['read', 'write', 'destructive'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** Composio's own tools. They change nothing in the app; what a batch carries is judged action by action. */
const META_TOOLS = new Set([
  'COMPOSIO_SEARCH_TOOLS',
  'COMPOSIO_GET_TOOL_SCHEMAS',
  'COMPOSIO_MANAGE_CONNECTIONS',
  'COMPOSIO_WAIT_FOR_CONNECTIONS',
]);

/** The Confluence tools read, write or destroy by the verb of their name; there is no tool that breaks this rule. */
const VERBS: Record<string, ActionKind> = {
  GET: 'read',
  SEARCH: 'read',
  CQL: 'read',
  DOWNLOAD: 'read',
  LIST: 'read',
  FIND: 'read',
  VALIDATE: 'read',
  ADD: 'write',
  CREATE: 'write',
  UPDATE: 'write',
  DELETE: 'destructive',
};

/** What a tool does to the app. An unknown one counts as `write`. */
export function kindOfTool(tool: string): ActionKind {
  if (META_TOOLS.has(tool)) return 'read';
  const verb = /^CONFLUENCE_([A-Z]+)_/.exec(tool)?.[1];
  return (verb && VERBS[verb]) || 'write';
}
