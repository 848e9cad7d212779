const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

function isLocal(address: string): boolean {
  return URL.canParse(address) && LOCAL_NAMES.has(new URL(address).hostname);
}

/**
 * Why a request may come from a web page that has no business here; undefined when it is from this machine.
 * A page that lets its own name point at 127.0.0.1 still sends that name as Host, and its own address as Origin.
 */
export function foreignRequest(request: Request): string | undefined {
  if (!isLocal(request.url)) return `Invalid Host header: ${new URL(request.url).host}`;
  const origin = request.headers.get('origin');
  return origin === null || isLocal(origin) ? undefined : `Invalid Origin header: ${origin}`;
}
