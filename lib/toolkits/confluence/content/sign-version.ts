/** What marks a version as made by one action. */
export function versionMark(actionId: string): string {
  return `via Tributary, ${actionId}`;
}

/** The arguments of an update with the action's mark in the version message; others as they are. */
export function signVersion(args: Record<string, unknown>, actionId: string): Record<string, unknown> {
  const { version } = args;
  if (typeof version !== 'object' || version === null) return args;
  const said = 'message' in version && typeof version.message === 'string' ? version.message.trim() : '';
  const mark = versionMark(actionId);
  if (said.includes(mark)) return args;
  return { ...args, version: { ...version, message: said ? `${said} (${mark})` : mark } };
}
