import type { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { freshSite } from '../testing/fresh-site.ts';

const origin = 'http://localhost:4500';
const redirectUri = `${origin}/api/v3/toolkits/auth/callback`;
const credentials = { client_id: 'composio-sandbox', client_secret: 'composio-sandbox-secret' };
const request = {
  audience: 'api.atlassian.com',
  client_id: 'composio-sandbox',
  scope:
    'read:page:confluence write:page:confluence delete:page:confluence write:confluence-space offline_access',
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

  it('rotates refresh tokens: the old pair ends', async () => {
    const { app } = freshSite();
    const first = await token(app, {
      grant_type: 'authorization_code',
      code: await codeFor(app, 'ada'),
      redirect_uri: redirectUri,
    });
    const refresh = { grant_type: 'refresh_token', refresh_token: first.json.refresh_token ?? '' };
    const second = await token(app, refresh);
    expect(second.status).toBe(200);
    expect(second.json.refresh_token).not.toBe(first.json.refresh_token);
    const again = await token(app, refresh);
    expect(again.status).toBe(403);
    expect(again.json).toEqual({
      error: 'unauthorized_client',
      error_description: 'refresh_token is invalid',
    });
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
