import { type Context, Hono } from 'hono';
import type { Site } from '../site.ts';
import { findClient, type OAuthClient } from './clients.ts';
import { redeemCode, redeemRefreshToken, type TokenAnswer, tokenForService } from './grants.ts';

type Asked = Record<string, string | undefined>;

/** `POST /atlassian/oauth/token`: codes, refresh tokens and an app's own credentials become tokens. JSON or form. */
export function tokenEndpoint(site: Site): Hono {
  const app = new Hono();
  app.post('/atlassian/oauth/token', async (c) => {
    c.header('Cache-Control', 'no-store');
    const asked = await tokenRequest(c);
    if (asked === undefined) return c.json(fault('invalid_request', 'The body is not valid'), 400);
    const client = clientOf(site, asked);
    if (!client) return c.json(fault('access_denied', 'Unauthorized'), 401);
    const missing = (needed[asked.grant_type ?? ''] ?? []).find((name) => !asked[name]);
    if (missing !== undefined)
      return c.json(fault('invalid_request', `Missing required parameter: ${missing}`), 400);
    const answer = answerTo(site, client, asked);
    if (answer === undefined) return c.json(fault('unsupported_grant_type', 'Unsupported grant type'), 400);
    return 'error' in answer ? c.json(answer, 403) : c.json(answer);
  });
  return app;
}

const needed: Record<string, string[]> = {
  authorization_code: ['code', 'redirect_uri'],
  refresh_token: ['refresh_token'],
};

function answerTo(site: Site, client: OAuthClient, asked: Asked): TokenAnswer | undefined {
  switch (asked.grant_type) {
    case 'authorization_code':
      return redeemCode(site, client.clientId, {
        code: asked.code ?? '',
        redirectUri: asked.redirect_uri ?? '',
      });
    case 'refresh_token':
      return redeemRefreshToken(site, client.clientId, asked.refresh_token ?? '');
    case 'client_credentials':
      return (
        tokenForService(site, client, asked.scope ?? '') ??
        fault('unauthorized_client', "Grant type 'client_credentials' not allowed for the client.")
      );
    default:
      return undefined;
  }
}

function clientOf(site: Site, asked: Asked): OAuthClient | undefined {
  const client = findClient(site.db, asked.client_id ?? '');
  return client?.clientSecret === asked.client_secret ? client : undefined;
}

function fault(error: string, description: string) {
  return { error, error_description: description };
}

// JSON is what Atlassian documents; OAuth clients that follow the standard send a form, and their secret in a header.
async function tokenRequest(c: Context): Promise<Asked | undefined> {
  const isForm = c.req.header('content-type')?.includes('application/x-www-form-urlencoded');
  const body: unknown = isForm ? await c.req.parseBody() : await c.req.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null) return undefined;
  const asked: Asked = Object.fromEntries(
    Object.entries(body).filter(([, value]) => typeof value === 'string'),
  );
  const basic = /^Basic (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (basic === undefined || asked.client_id !== undefined) return asked;
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString().split(':');
  return { ...asked, client_id: percentDecoded(id), client_secret: percentDecoded(secret.join(':')) };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
