/** The tools whose arguments have a version message. */
const VERSIONED = new Set(['CONFLUENCE_UPDATE_PAGE', 'CONFLUENCE_UPDATE_BLOGPOST']);

/** What marks a version as made by one action. */
export function versionMark(actionId: string): string {
  return `via Tributary, ${actionId}`;
}

/** The same arguments with the action's mark in the version message, where the tool takes one; others as they are. */
export function signVersion(
  tool: string,
  args: Record<string, unknown>,
  actionId: string,
): Record<string, unknown> {
  const { version } = args;
  if (!VERSIONED.has(tool) || typeof version !== 'object' || version === null) return args;
  const said = 'message' in version && typeof version.message === 'string' ? version.message.trim() : '';
  const mark = versionMark(actionId);
  if (said.includes(mark)) return args;
  return { ...args, version: { ...version, message: said ? `${said} (${mark})` : mark } };
}
