const OPENABLE = new Set(['http:', 'https:', 'mailto:']);

/** An address that a reader may open (http, https, mailto), as a browser would understand it; anything else is null. */
export function safeHref(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null;
  const url = new URL(address);
  return OPENABLE.has(url.protocol) ? url.href : null;
}
