export type Sandboxed = 'nothing' | 'model' | 'composio' | 'both';

/** What is made up here, for the foot of the sidebar; null when everything is real. */
export function sandboxWords(sandboxed: Sandboxed): string | null {
  switch (sandboxed) {
    case 'nothing':
      return null;
    case 'model':
      return 'Sandbox: the answers are made by rules, not AI.';
    case 'composio':
      return 'Sandbox: Confluence is a local stand-in.';
    case 'both':
      return 'Sandbox: the answers are made by rules, not AI, and Confluence is a local stand-in.';
  }
}
