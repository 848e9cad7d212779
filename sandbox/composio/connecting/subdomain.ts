/** Reads the `<x>` of `<x>.atlassian.net`, also out of a whole address; undefined when it is no site name. */
export function parseSubdomain(typed: string): string | undefined {
  const name = typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\.atlassian\.net(\/.*)?$/, '');
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name) ? name : undefined;
}
