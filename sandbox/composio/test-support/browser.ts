/** A browser as far as links need one: it keeps cookies and follows no redirect by itself. */
export function createBrowser(base: string) {
  const cookies = new Map<string, string>();

  async function open(address: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(new URL(address, base), {
      ...init,
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  function submit(address: string, fields: Record<string, string>): Promise<Response> {
    return open(address, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** The address a response redirects to. */
  function target(response: Response): URL {
    return new URL(response.headers.get('location') ?? 'about:blank', base);
  }

  /** Opens a link, enters the site, and returns the state that the consent page was given. */
  async function reachConsent(link: string, subdomain = 'acme'): Promise<string> {
    await open(link);
    const consent = target(await submit(link, { action: 'continue', subdomain }));
    return consent.searchParams.get('state') ?? '';
  }

  /** Comes back from Atlassian. */
  async function returnWith(query: Record<string, string>): Promise<Response> {
    return open(`/api/v3/toolkits/auth/callback?${new URLSearchParams(query)}`);
  }

  return { open, submit, target, reachConsent, returnWith };
}
