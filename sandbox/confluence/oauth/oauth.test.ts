import type { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { freshSite } from '../test-support/fresh-site.ts';
import { developerClient, registerClient } from './clients.ts';

const origin = 'http://localhost:4500';
const redirectUri = `${origin}/api/v3/toolkits/auth/callback`;
const credentials = { client_id: 'composio-sandbox', client_secret: 'composio-sandbox-secret' };
const request = {
  audience: 'api.atlassian.com',
  client_id: 'composio-sandbox',
  scope:
    'read:page:confluence write:page:confluence delete:page:confluence write:confluence-space read:confluence-user read:me offline_access',
  redirect_uri: redirectUri,
  state: 'a&b=c',
  response_type: 'code',
  prompt: 'consent',
};

const decide = (app: Hono, fields: Record<string, string>) =>
  app.request(`${origin}/atlassian/authorize`, {
    method: 'POST',
    body: new URLSearchParams({ ...request, ...fields }),
  });

const token = async (app: Hono, fields: Record<string, string>) => {
  const response = await app.request(`${origin}/atlassian/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...credentials, ...fields }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, string> };
};

async function codeFor(app: Hono, user: string, scope = request.scope): Promise<string> {
  const response = await decide(app, { user, scope, site: 'acme', decision: 'accept' });
  const location = new URL(response.headers.get('location') ?? '');
  expect(location.origin + location.pathname).toBe(redirectUri);
  expect(location.searchParams.get('state')).toBe('a&b=c');
  return location.searchParams.get('code') ?? '';
}

async function pairFor(app: Hono, user: string, scope = request.scope) {
  const code = await codeFor(app, user, scope);
  const { json } = await token(app, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
  return json;
}

async function statusWith(app: Hono, accessToken: string | undefined): Promise<number> {
  const { cloudId } = (await (await app.request(`${origin}/_edge/tenant_info`)).json()) as {
    cloudId: string;
  };
  const headers = { authorization: `Bearer ${accessToken}` };
  return (await app.request(`${origin}/ex/confluence/${cloudId}/wiki/api/v2/pages?limit=1`, { headers }))
    .status;
}

describe('OAuth', () => {
  it('leads from consent to a call on the gateway, as the person who accepted', async () => {
    const { app } = freshSite();
    const { status, json } = await token(app, {
      grant_type: 'authorization_code',
      code: await codeFor(app, 'grace'),
      redirect_uri: redirectUri,
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({ expires_in: 3600, scope: request.scope });
    const headers = { authorization: `Bearer ${json.access_token}` };
    const sites = await app.request(`${origin}/atlassian/oauth/token/accessible-resources`, { headers });
    const [site] = (await sites.json()) as { id: string; name: string; url: string }[];
    expect(site).toMatchObject({ name: 'acme', url: origin });
    const me = await app.request(`${origin}/ex/confluence/${site?.id}/wiki/rest/api/user/current`, {
      headers,
    });
    expect(await me.json()).toMatchObject({
      displayName: 'Grace Hopper',
      _links: { base: `${origin}/wiki` },
    });
    const pages = await app.request(`${origin}/ex/confluence/${site?.id}/wiki/api/v2/pages?limit=1`, {
      headers,
    });
    expect(pages.headers.get('link')).toMatch(/^<\/wiki\/api\/v2\/pages\?/);
  });

  it('takes a code once', async () => {
    const { app } = freshSite();
    const exchange = {
      grant_type: 'authorization_code',
      code: await codeFor(app, 'ada'),
      redirect_uri: redirectUri,
    };
    expect((await token(app, exchange)).status).toBe(200);
    expect((await token(app, exchange)).status).toBe(403);
  });

  it('takes a code neither for another address nor after five minutes', async () => {
    let now = new Date('2026-09-16T12:00:00.000Z');
    const { app } = freshSite(() => now);
    const other = {
      grant_type: 'authorization_code',
      code: await codeFor(app, 'ada'),
      redirect_uri: `${origin}/other`,
    };
    expect((await token(app, other)).status).toBe(403);
    const late = { ...other, code: await codeFor(app, 'ada'), redirect_uri: redirectUri };
    now = new Date('2026-09-16T12:05:01.000Z');
    expect((await token(app, late)).status).toBe(403);
  });

  it('rotates refresh tokens: the old one lives ten minutes more, its access token out its hour', async () => {
    let now = new Date('2026-09-16T12:00:00.000Z');
    const { app } = freshSite(() => now);
    const first = await pairFor(app, 'ada');
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' };
    const second = await token(app, refresh);
    expect(second.status).toBe(200);
    expect(second.json.refresh_token).not.toBe(first.refresh_token);
    now = new Date('2026-09-16T12:09:59.000Z');
    expect((await token(app, refresh)).status).toBe(200);
    expect(await statusWith(app, first.access_token)).toBe(200);
    now = new Date('2026-09-16T12:10:00.000Z');
    const again = await token(app, refresh);
    expect(again.status).toBe(403);
    expect(again.json).toEqual({
      error: 'unauthorized_client',
      error_description: 'refresh_token is invalid',
    });
    const renewed = { grant_type: 'refresh_token', refresh_token: second.json.refresh_token ?? '' };
    expect((await token(app, renewed)).status).toBe(200);
  });

  it('ends a grant that nobody used for 90 days', async () => {
    let now = new Date('2026-09-16T12:00:00.000Z');
    const { app } = freshSite(() => now);
    const pair = await pairFor(app, 'ada');
    now = new Date('2026-12-15T12:00:00.000Z');
    const refresh = { grant_type: 'refresh_token', refresh_token: pair.refresh_token ?? '' };
    expect((await token(app, refresh)).status).toBe(403);
  });

  it('lets a person take access back: every token of the app ends, those of others stay', async () => {
    const { app } = freshSite();
    const [hers, his] = [await pairFor(app, 'ada'), await pairFor(app, 'alan')];
    const page = await (await app.request(`${origin}/atlassian/connected-apps?user=ada`)).text();
    expect(page).toContain('<h3>Composio</h3>');
    const removed = await app.request(`${origin}/atlassian/connected-apps`, {
      method: 'POST',
      body: new URLSearchParams({ user: 'ada', client_id: 'composio-sandbox' }),
    });
    expect(removed.status).toBe(303);
    const after = await (await app.request(`${origin}${removed.headers.get('location')}`)).text();
    expect(after).not.toContain('<h3>Composio</h3>');
    expect(after).toContain('Composio no longer has access');
    expect(await statusWith(app, hers.access_token)).toBe(401);
    expect(await statusWith(app, his.access_token)).toBe(200);
    const refresh = { grant_type: 'refresh_token', refresh_token: hers.refresh_token ?? '' };
    expect((await token(app, refresh)).json.error).toBe('unauthorized_client');
  });

  it('tells who the token speaks for, with read:me only', async () => {
    const { app } = freshSite();
    const ask = async (scope: string) => {
      const { access_token } = await pairFor(app, 'grace', scope);
      return app.request(`${origin}/atlassian/me`, { headers: { authorization: `Bearer ${access_token}` } });
    };
    expect(await (await ask('read:me')).json()).toMatchObject({
      account_id: '557058:2c60e9d8-47a1-4d35-b3f7-8e0a12c5d202',
      email: 'grace@example.com',
      name: 'Grace Hopper',
    });
    expect((await ask('read:page:confluence')).status).toBe(401);
  });

  it('serves apps of one’s own: their name, address, scopes and secret, and nobody else’s codes', async () => {
    const { app, site } = freshSite();
    const own = { client_id: 'own-app', client_secret: 'own-secret' };
    registerClient(site.db, {
      clientId: own.client_id,
      clientSecret: own.client_secret,
      name: 'Ops <tools>',
      redirectUris: ['http://127.0.0.1:9000/back'],
      scopes: ['read:page:confluence', 'offline_access'],
    });
    const fields = {
      client_id: 'own-app',
      redirect_uri: 'http://127.0.0.1:9000/back',
      scope: 'read:page:confluence',
    };
    const page = await app.request(
      `${origin}/atlassian/authorize?${new URLSearchParams({ ...request, ...fields })}`,
    );
    expect(await page.text()).toContain('Ops &lt;tools&gt; is requesting access to your Atlassian account');
    for (const wrong of [
      { redirect_uri: 'http://127.0.0.1:9000/other' },
      { scope: 'write:page:confluence' },
      { client_id: 'nobody' },
    ])
      expect(
        (await decide(app, { ...fields, ...wrong, user: 'ada', site: 'acme', decision: 'accept' })).status,
      ).toBe(400);
    const accept = await decide(app, { ...fields, user: 'ada', site: 'acme', decision: 'accept' });
    const code = new URL(accept.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: fields.redirect_uri };
    expect((await token(app, exchange)).json.error).toBe('invalid_grant');
    const second = await decide(app, { ...fields, user: 'ada', site: 'acme', decision: 'accept' });
    const fresh = new URL(second.headers.get('location') ?? '').searchParams.get('code') ?? '';
    expect((await token(app, { ...exchange, ...own, code: fresh })).status).toBe(200);
  });

  it('has an app for developers: back to any port of this machine, nowhere else, and a token for its own credentials', async () => {
    const { app } = freshSite();
    const own = { client_id: developerClient.clientId, client_secret: developerClient.clientSecret };
    const back = (redirect_uri: string) =>
      decide(app, { client_id: own.client_id, redirect_uri, user: 'ada', site: 'acme', decision: 'accept' });
    const accepted = await back('http://localhost:9123/oauth/callback?x=1');
    const target = new URL(accepted.headers.get('location') ?? '');
    expect(target.origin).toBe('http://localhost:9123');
    const code = target.searchParams.get('code') ?? '';
    const redirect_uri = 'http://localhost:9123/oauth/callback?x=1';
    expect((await token(app, { ...own, grant_type: 'authorization_code', code, redirect_uri })).status).toBe(
      200,
    );
    expect((await back('http://localhost.example.com/')).status).toBe(400);
    expect((await back('https://example.com/localhost')).status).toBe(400);
    const scope = 'read:page:confluence';
    const service = await token(app, { ...own, grant_type: 'client_credentials', scope });
    expect(await statusWith(app, service.json.access_token)).toBe(200);
  });

  it('gives an app with an account of its own a token for its credentials alone', async () => {
    const { app, site } = freshSite();
    const credentials = { client_id: 'robot', client_secret: 'robot-secret' };
    registerClient(site.db, {
      clientId: 'robot',
      clientSecret: 'robot-secret',
      name: 'Robot',
      redirectUris: [],
      scopes: ['read:page:confluence'],
      serviceAccountId: '557058:3f97ab10-2be5-4c89-a6d4-70f3b8e1c303',
    });
    const given = await token(app, { ...credentials, grant_type: 'client_credentials' });
    expect(given.json).toMatchObject({ expires_in: 3600, scope: 'read:page:confluence' });
    expect(given.json).not.toHaveProperty('refresh_token');
    expect(await statusWith(app, given.json.access_token)).toBe(200);
    expect((await token(app, { grant_type: 'client_credentials' })).json.error).toBe('unauthorized_client');
  });

  it('takes the token request as a form, with the secret in a header too', async () => {
    const { app } = freshSite();
    const response = await app.request(`${origin}/atlassian/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('composio-sandbox:composio-sandbox-secret')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: await codeFor(app, 'ada'),
        redirect_uri: redirectUri,
      }),
    });
    expect(response.status).toBe(200);
  });

  it('says what a token request lacks', async () => {
    const { app } = freshSite();
    expect(await token(app, { grant_type: 'refresh_token' })).toEqual({
      status: 400,
      json: { error: 'invalid_request', error_description: 'Missing required parameter: refresh_token' },
    });
    expect((await token(app, { grant_type: 'password' })).json.error).toBe('unsupported_grant_type');
  });

  it('gives a refresh token only with offline_access, and an access token for an hour', async () => {
    let now = new Date('2026-09-16T12:00:00.000Z');
    const { app } = freshSite(() => now);
    const code = await codeFor(app, 'ada', 'read:page:confluence');
    const { json } = await token(app, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
    expect(json).not.toHaveProperty('refresh_token');
    now = new Date('2026-09-16T13:00:01.000Z');
    const headers = { authorization: `Bearer ${json.access_token}` };
    expect(
      (await app.request(`${origin}/atlassian/oauth/token/accessible-resources`, { headers })).status,
    ).toBe(401);
  });

  it('refuses a wrong secret', async () => {
    const { app } = freshSite();
    const { status, json } = await token(app, {
      grant_type: 'refresh_token',
      refresh_token: 'x',
      client_secret: 'wrong',
    });
    expect(status).toBe(401);
    expect(json).toEqual({ error: 'access_denied', error_description: 'Unauthorized' });
  });

  it('sends a cancelled consent back with access_denied and the state', async () => {
    const { app } = freshSite();
    const response = await decide(app, { user: 'ada', site: '', decision: 'cancel' });
    const location = new URL(response.headers.get('location') ?? '');
    expect(response.status).toBe(302);
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      error: 'access_denied',
      state: 'a&b=c',
    });
    expect(location.searchParams.has('code')).toBe(false);
  });

  it('never accepts without a site', async () => {
    const { app } = freshSite();
    expect((await decide(app, { user: 'ada', site: '', decision: 'accept' })).status).toBe(400);
  });

  it.each([
    ['https://evil.example/callback'],
    ['http://localhost:4501/callback'],
    ['javascript:alert(1)'],
    ['/relative'],
    [''],
  ])('sends nobody to %j', async (redirect_uri) => {
    const { app } = freshSite();
    const query = new URLSearchParams({ ...request, redirect_uri });
    const page = await app.request(`${origin}/atlassian/authorize?${query}`);
    expect(page.status).toBe(400);
    const post = await decide(app, { redirect_uri, user: 'ada', site: 'acme', decision: 'accept' });
    expect(post.status).toBe(400);
    expect(post.headers.get('location')).toBeNull();
  });

  it('escapes what the request says, and groups what it asks', async () => {
    const { app } = freshSite();
    const query = new URLSearchParams({ ...request, state: '"><script>alert(1)</script>' });
    const html = await (await app.request(`${origin}/atlassian/authorize?${query}`)).text();
    expect(html).not.toContain('<script>alert');
    for (const heading of ['View', 'Update', 'Delete', 'Manage'])
      expect(html).toContain(`<dt>${heading}</dt>`);
  });
});
