import { z } from 'zod';
import type { OAuthClient } from '../auth-configs/oauth-client.ts';
import type { Confluence, SiteAccess } from '../context.ts';

const tokensSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number(),
  scope: z.string(),
});

const resourcesSchema = z.array(z.object({ id: z.string(), name: z.string() }));

const userSchema = z.object({
  accountId: z.string(),
  displayName: z.string(),
  email: z.string().nullish(),
});

/** The tokens Atlassian gives; `expires_in` in seconds. */
export type Tokens = z.infer<typeof tokensSchema>;

/** Atlassian said no. The message is its own short reason. */
export class AtlassianOAuthError extends Error {}

/** Where Atlassian sends the browser back to. */
function redirectUri(origin: string, client: OAuthClient): string {
  return client.redirectUri ?? `${origin}/api/v3/toolkits/auth/callback`;
}

/** The address of Atlassian's consent page for one attempt. */
export function consentUrl(
  origin: string,
  client: OAuthClient,
  scopes: readonly string[],
  state: string,
): string {
  const query = new URLSearchParams({
    audience: 'api.atlassian.com',
    client_id: client.id,
    scope: scopes.join(' '),
    redirect_uri: redirectUri(origin, client),
    state,
    response_type: 'code',
    prompt: 'consent',
  });
  return `/atlassian/authorize?${query}`;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

async function requestTokens(
  confluence: Confluence,
  origin: string,
  client: OAuthClient,
  grant: Record<string, string>,
): Promise<Tokens> {
  const response = await confluence.fetch(
    new Request(`${origin}/atlassian/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ client_id: client.id, client_secret: client.secret, ...grant }),
    }),
  );
  const body = await readJson(response);
  if (!response.ok) {
    const reason = z.object({ error: z.string() }).safeParse(body).data?.error;
    throw new AtlassianOAuthError(reason ?? `status ${response.status}`);
  }
  const tokens = tokensSchema.safeParse(body);
  if (!tokens.success) throw new AtlassianOAuthError('the answer holds no tokens');
  return tokens.data;
}

/** Changes a code into tokens. Throws `AtlassianOAuthError`. */
export function exchangeCode(
  confluence: Confluence,
  origin: string,
  client: OAuthClient,
  code: string,
): Promise<Tokens> {
  return requestTokens(confluence, origin, client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri(origin, client),
  });
}

/** Gets new tokens for a refresh token, which is used up by it. Throws `AtlassianOAuthError`. */
export function refreshTokens(
  confluence: Confluence,
  origin: string,
  client: OAuthClient,
  refreshToken: string,
): Promise<Tokens> {
  return requestTokens(confluence, origin, client, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
  });
}

/** Gets a token for an app that acts as itself. Throws `AtlassianOAuthError`. */
export function serviceTokens(confluence: Confluence, origin: string, client: OAuthClient): Promise<Tokens> {
  const scope = client.scopes.join(' ');
  return requestTokens(confluence, origin, client, { grant_type: 'client_credentials', scope });
}

/** Finds the cloud id of `<subdomain>.atlassian.net` among the sites the person agreed to. */
export async function findCloudId(
  confluence: Confluence,
  origin: string,
  accessToken: string,
  subdomain: string,
): Promise<string> {
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const response = await confluence.fetch(
    new Request(`${origin}/atlassian/oauth/token/accessible-resources`, { headers }),
  );
  const sites = resourcesSchema.safeParse(await readJson(response));
  // By name: the address of the stand-in's site is the sandbox itself, not <subdomain>.atlassian.net.
  const site = sites.data?.find(({ name }) => name === subdomain);
  if (site === undefined) {
    throw new AtlassianOAuthError(`access to ${subdomain}.atlassian.net was not granted`);
  }
  return site.id;
}

/** Asks Confluence who an account belongs to; null when it does not tell. */
export async function findPerson(
  site: SiteAccess,
): Promise<{ accountId: string; displayName: string; email: string | null } | null> {
  const response = await site.send('/wiki/rest/api/user/current', {
    headers: { accept: 'application/json' },
  });
  const user = userSchema.safeParse(await readJson(response));
  return user.success ? { ...user.data, email: user.data.email ?? null } : null;
}
