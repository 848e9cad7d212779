/** Composio finds a tool whatever the case of its slug, so one tool must not have two names here. */
export function toolSlug(tool: string): string {
  return tool.trim().toUpperCase();
}
