import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { personByToken } from '../auth.ts';
import { cloudId, originOf, type Site, siteName } from '../site.ts';
import { personByNick } from '../users/people.ts';
import { type AuthorizeRequest, consentPage, consentRefusedPage } from './consent-page.ts';
import { grantedScopes, redeemCode, redeemRefreshToken, type TokenAnswer, writeCode } from './grants.ts';

const client = { id: 'composio-sandbox', secret: 'composio-sandbox-secret' };
const fields = [
  'client_id',
  'scope',
  'redirect_uri',
  'state',
  'response_type',
  'audience',
  'prompt',
] as const;

/** Atlassian's OAuth 2.0 for apps (3LO): the consent page, the token endpoint, the sites a token opens. */
export function oauthRoutes(site: Site): Hono {
  const app = new Hono();

  app.get('/atlassian/authorize', (c) => {
    const request = requestFrom((name) => c.req.query(name));
    const fault = faultOf(c, request);
    return fault === undefined ? sendConsent(c, request, undefined) : c.html(consentRefusedPage(fault), 400);
  });

  app.post('/atlassian/authorize', async (c) => {
    const form = await c.req.formData();
    const read = (name: string): string | undefined => {
      const value = form.get(name);
      return typeof value === 'string' ? value : undefined;
    };
    const request = requestFrom(read);
    const fault = faultOf(c, request);
    if (fault !== undefined) return c.html(consentRefusedPage(fault), 400);
    if (read('decision') !== 'accept')
      return c.redirect(
        withParameters(request.redirect_uri, {
          error: 'access_denied',
          error_description: 'User did not authorize the request',
          state: request.state,
        }),
      );
    const person = personByNick(read('user') ?? '');
    if (!person || read('site') !== siteName) {
      c.status(400);
      return sendConsent(c, request, person ? 'Choose a site first.' : 'Choose who you are first.');
    }
    const code = writeCode(site, person, request.redirect_uri, request.scope);
    return c.redirect(withParameters(request.redirect_uri, { code, state: request.state }));
  });

  app.post('/atlassian/oauth/token', async (c) => {
    const asked = await tokenRequest(c);
    if (asked.client_id !== client.id || asked.client_secret !== client.secret)
      return c.json({ error: 'access_denied', error_description: 'Unauthorized' }, 401);
    let answer: TokenAnswer;
    if (asked.grant_type === 'authorization_code')
      answer = redeemCode(site, asked.code ?? '', asked.redirect_uri ?? '');
    else if (asked.grant_type === 'refresh_token')
      answer = redeemRefreshToken(site, asked.refresh_token ?? '');
    else return c.json({ error: 'unsupported_grant_type', error_description: 'Unsupported grant type' }, 400);
    c.header('Cache-Control', 'no-store');
    return 'error' in answer ? c.json(answer, 403) : c.json(answer);
  });

  app.get('/atlassian/oauth/token/accessible-resources', (c) => {
    const header = c.req.header('authorization');
    if (!personByToken(site, header)) return c.json({ code: 401, message: 'Unauthorized' }, 401);
    const origin = originOf(c);
    const scopes = grantedScopes(site, header).filter((scope) => scope !== 'offline_access');
    return c.json([
      { id: cloudId, name: siteName, url: origin, scopes, avatarUrl: `${origin}/wiki/aa-avatar/default` },
    ]);
  });

  return app;
}

function requestFrom(read: (name: string) => string | undefined): AuthorizeRequest {
  return Object.fromEntries(fields.map((name) => [name, read(name) ?? ''])) as AuthorizeRequest;
}

function faultOf(c: Context, request: AuthorizeRequest): string | undefined {
  if (request.client_id !== client.id) return 'The app that sent you here is not known.';
  if (!isOwnAddress(c, request.redirect_uri)) return 'The address to return to does not belong to this app.';
  if (request.response_type !== 'code') return 'Only the response type "code" is offered.';
  if (request.audience !== '' && request.audience !== 'api.atlassian.com')
    return 'The audience is not known.';
  if (request.scope.trim() === '') return 'The app did not say what it wants to do.';
  return undefined;
}

function isOwnAddress(c: Context, address: string): boolean {
  return URL.canParse(address) && new URL(address).origin === originOf(c);
}

function sendConsent(c: Context, request: AuthorizeRequest, problem: string | undefined) {
  const nonce = randomBytes(16).toString('base64');
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`,
  );
  c.header('Cache-Control', 'no-store');
  return c.html(consentPage(request, new URL(originOf(c)).host, nonce, problem));
}

function withParameters(address: string, parameters: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) if (value !== '') url.searchParams.set(name, value);
  return url.toString();
}

// JSON is what Atlassian documents; OAuth clients that follow the standard send a form.
async function tokenRequest(c: Context): Promise<Record<string, string | undefined>> {
  const isForm = c.req.header('content-type')?.includes('application/x-www-form-urlencoded');
  const body: unknown = isForm ? await c.req.parseBody() : await c.req.json().catch(() => ({}));
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string'));
}
