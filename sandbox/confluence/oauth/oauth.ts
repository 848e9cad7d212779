import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { cloudId, originOf, type Site, siteName } from '../site.ts';
import { personByNick } from '../users/people.ts';
import {
  developerClient,
  findClient,
  managedClient,
  type OAuthClient,
  registerClient,
  THIS_MACHINE,
} from './clients.ts';
import { connectedAppsPage } from './connected-apps-page.ts';
import { type AuthorizeRequest, consentPage, consentRefusedPage } from './consent-page.ts';
import { appsOf, bearerOf, removeApp, scopesIn, writeCode } from './grants.ts';
import { pageHeaders } from './page-layout.ts';
import { tokenEndpoint } from './token-endpoint.ts';

const fields = [
  'client_id',
  'scope',
  'redirect_uri',
  'state',
  'response_type',
  'audience',
  'prompt',
] as const;
/** Scopes of the account itself, which belong to no site. */
const accountScopes = ['offline_access', 'read:me', 'read:account'];

/**
 * Atlassian's OAuth 2.0 for apps (3LO): consent, tokens, the sites and the person behind a token, and the page where
 * access is taken back.
 */
export function oauthRoutes(site: Site): Hono {
  registerClient(site.db, managedClient);
  registerClient(site.db, developerClient);
  const app = new Hono();
  app.route('/', tokenEndpoint(site));

  app.get('/atlassian/authorize', (c) => {
    const request = requestFrom((name) => c.req.query(name));
    const checked = check(c, site, request);
    return typeof checked === 'string'
      ? c.html(consentRefusedPage(checked), 400)
      : sendConsent(c, request, checked, undefined);
  });

  app.post('/atlassian/authorize', async (c) => {
    const read = await formReader(c);
    const request = requestFrom(read);
    const checked = check(c, site, request);
    if (typeof checked === 'string') return c.html(consentRefusedPage(checked), 400);
    const back = (parameters: Record<string, string>) =>
      c.redirect(withParameters(request.redirect_uri, { ...parameters, state: request.state }));
    if (read('decision') !== 'accept')
      return back({ error: 'access_denied', error_description: 'User did not authorize the request' });
    const person = personByNick(read('user') ?? '');
    if (!person || read('site') !== siteName) {
      c.status(400);
      return sendConsent(c, request, checked, person ? 'Choose a site first.' : 'Choose who you are first.');
    }
    const { client_id: clientId, redirect_uri: redirectUri, scope } = request;
    return back({ code: writeCode(site, { clientId, person, redirectUri, scope }) });
  });

  app.get('/atlassian/oauth/token/accessible-resources', (c) => {
    const bearer = bearerOf(site, c.req.header('authorization'));
    if (!bearer) return c.json({ code: 401, message: 'Unauthorized' }, 401);
    const url = originOf(c);
    const scopes = bearer.scopes.filter((scope) => !accountScopes.includes(scope));
    return c.json([{ id: cloudId, name: siteName, url, scopes, avatarUrl: `${url}/wiki/aa-avatar/default` }]);
  });

  app.get('/atlassian/me', (c) => {
    const bearer = bearerOf(site, c.req.header('authorization'));
    if (!bearer) return c.json({ code: 401, message: 'Unauthorized' }, 401);
    if (!bearer.scopes.includes('read:me'))
      return c.json({ code: 401, message: 'Unauthorized; scope does not match' }, 401);
    const { person } = bearer;
    return c.json({
      account_type: 'atlassian',
      account_id: person.accountId,
      email: person.email,
      name: person.displayName,
      picture: `${originOf(c)}/wiki/aa-avatar/default`,
      account_status: 'active',
      nickname: person.displayName,
      zoneinfo: person.timeZone,
      locale: 'en-GB',
      extended_profile: {},
    });
  });

  app.get('/atlassian/connected-apps', (c) => {
    const person = personByNick(c.req.query('user') ?? 'ada');
    if (!person) return c.html(consentRefusedPage('Nobody of this name has an account.'), 404);
    const removed = c.req.query('removed');
    const name = removed === undefined ? undefined : findClient(site.db, removed)?.name;
    return c.html(connectedAppsPage(person, appsOf(site, person), name), 200, pageHeaders(newNonce()));
  });

  app.post('/atlassian/connected-apps', async (c) => {
    const read = await formReader(c);
    const person = personByNick(read('user') ?? '');
    const clientId = read('client_id') ?? '';
    if (!person || !appsOf(site, person).some((one) => one.clientId === clientId))
      return c.html(consentRefusedPage('There is no such app on this account.'), 404);
    removeApp(site, person, clientId);
    return c.redirect(
      `/atlassian/connected-apps?${new URLSearchParams({ user: person.nick, removed: clientId })}`,
      303,
    );
  });

  return app;
}

async function formReader(c: Context): Promise<(name: string) => string | undefined> {
  const form = await c.req.parseBody();
  return (name) => {
    const value = form[name];
    return typeof value === 'string' ? value : undefined;
  };
}

function requestFrom(read: (name: string) => string | undefined): AuthorizeRequest {
  return Object.fromEntries(fields.map((name) => [name, read(name) ?? ''])) as AuthorizeRequest;
}

/** The app that asks, or what is wrong with its request in a sentence. */
function check(c: Context, site: Site, request: AuthorizeRequest): OAuthClient | string {
  const client = findClient(site.db, request.client_id);
  if (!client) return 'The app that sent you here is not known.';
  if (!isItsAddress(c, client, request.redirect_uri))
    return 'The address to return to does not belong to this app.';
  if (request.response_type !== 'code') return 'Only the response type "code" is offered.';
  if (request.audience !== '' && request.audience !== 'api.atlassian.com')
    return 'The audience is not known.';
  const scopes = scopesIn(request.scope);
  if (scopes.length === 0) return 'The app did not say what it wants to do.';
  const strange = scopes.find((scope) => client.scopes !== undefined && !client.scopes.includes(scope));
  if (strange !== undefined) return `The app asks for "${strange}", which it was not registered for.`;
  return client;
}

function isItsAddress(c: Context, client: OAuthClient, address: string): boolean {
  if (client.redirectUris.includes(address)) return true;
  if (!URL.canParse(address)) return false;
  const { origin, protocol, hostname } = new URL(address);
  const isHere = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return origin === originOf(c) || (isHere && client.redirectUris.includes(THIS_MACHINE));
}

function newNonce(): string {
  return randomBytes(16).toString('base64');
}

function sendConsent(
  c: Context,
  request: AuthorizeRequest,
  client: OAuthClient,
  problem: string | undefined,
) {
  const nonce = newNonce();
  for (const [name, value] of Object.entries(pageHeaders(nonce))) c.header(name, value);
  const host = new URL(originOf(c)).host;
  return c.html(consentPage(request, { appName: client.name, host, nonce, problem }));
}

function withParameters(address: string, parameters: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) if (value !== '') url.searchParams.set(name, value);
  return url.toString();
}
