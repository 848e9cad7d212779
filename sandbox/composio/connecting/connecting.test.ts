import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBrowser } from '../test-support/browser.ts';
import { type ServedComposio, serveComposio } from '../test-support/serve-composio.ts';

const CALLBACK = 'http://localhost:3000/connections/callback?attempt=7';
let served: ServedComposio;
let session: string;

beforeEach(async () => {
  served = await serveComposio();
  session = await served.newSession();
});

afterEach(() => served.close());

describe('connecting an account', () => {
  it('ends ACTIVE after consent and returns to the app with its own query kept', async () => {
    const link = await served.newLink(session, CALLBACK);
    expect(await served.accountStatus(link.accountId)).toEqual({ status: 'INITIATED', reason: null });
    const browser = createBrowser(served.base);
    const page = await browser.open(link.url);
    expect(page.status).toBe(200);
    expect(page.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    expect(await page.text()).toContain('value="acme"');

    const consent = browser.target(await browser.submit(link.url, { action: 'continue', subdomain: 'acme' }));
    expect(consent.pathname).toBe('/atlassian/authorize');
    expect(consent.searchParams.get('redirect_uri')).toBe(`${served.base}/api/v3/toolkits/auth/callback`);
    expect(consent.searchParams.get('scope')).toMatch(/^write:content:confluence .* offline_access$/);
    const state = consent.searchParams.get('state') ?? '';
    expect(state.length).toBeGreaterThanOrEqual(43);

    const back = browser.target(await browser.returnWith({ state, code: 'good' }));
    expect(back.href).toBe(`${CALLBACK}&status=success&connected_account_id=${link.accountId}`);
    expect(await served.accountStatus(link.accountId)).toEqual({ status: 'ACTIVE', reason: null });
  });

  it('masks the tokens', async () => {
    const id = await served.connect(session);
    const { body } = await served.call('GET', `/connected_accounts/${id}`);
    expect(body.state.val).toMatchObject({
      status: 'ACTIVE',
      access_token: 'acce...',
      refresh_token: 'refr...',
    });
    expect(JSON.stringify(body)).not.toContain('access-1');
  });

  it('ends FAILED when the person denies, and says so', async () => {
    const link = await served.newLink(session, CALLBACK);
    const browser = createBrowser(served.base);
    const state = await browser.reachConsent(link.url);
    const back = browser.target(await browser.returnWith({ state, error: 'access_denied' }));
    expect(Object.fromEntries(back.searchParams)).toEqual({
      attempt: '7',
      status: 'failed',
      connected_account_id: link.accountId,
      error: 'OAuth token exchange failed: access_denied',
    });
    expect(await served.accountStatus(link.accountId)).toEqual({
      status: 'FAILED',
      reason: 'OAuth token exchange failed: access_denied',
    });
  });

  it('ends FAILED when the person cancels on the link page', async () => {
    const link = await served.newLink(session, CALLBACK);
    const browser = createBrowser(served.base);
    await browser.open(link.url);
    const back = browser.target(await browser.submit(link.url, { action: 'cancel' }));
    expect(back.searchParams.get('status')).toBe('failed');
    expect((await served.accountStatus(link.accountId)).status).toBe('FAILED');
  });

  it.each([
    ['the code is not good', 'acme', 'bad', 'OAuth token exchange failed: invalid_grant'],
    [
      'the site was not granted',
      'globex',
      'good',
      'OAuth token exchange failed: access to globex.atlassian.net was not granted',
    ],
  ])('ends FAILED when %s', async (_case, site, code, reason) => {
    const link = await served.newLink(session, CALLBACK);
    const browser = createBrowser(served.base);
    const state = await browser.reachConsent(link.url, site);
    const back = browser.target(await browser.returnWith({ state, code }));
    expect(back.searchParams.get('error')).toBe(reason);
    expect(await served.accountStatus(link.accountId)).toEqual({ status: 'FAILED', reason });
  });

  it('expires after 10 minutes, on the page, in the API and in the callback', async () => {
    const link = await served.newLink(session, CALLBACK);
    const browser = createBrowser(served.base);
    const state = await browser.reachConsent(link.url);
    served.advance(9.9);
    expect((await served.accountStatus(link.accountId)).status).toBe('INITIATED');
    served.advance(0.2);
    const expired = await served.accountStatus(link.accountId);
    expect(expired.status).toBe('EXPIRED');
    expect(expired.reason).toContain('did not complete within 10 minutes');
    const page = await browser.open(link.url);
    expect(page.status).toBe(410);
    expect(await page.text()).toContain('This link has expired');
    const back = browser.target(await browser.returnWith({ state, code: 'good' }));
    expect(back.searchParams.get('status')).toBe('failed');
    expect((await served.accountStatus(link.accountId)).status).toBe('EXPIRED');
  });

  it('is finished only in the browser that opened the link', async () => {
    const link = await served.newLink(session, CALLBACK);
    const mine = createBrowser(served.base);
    const state = await mine.reachConsent(link.url);
    const other = createBrowser(served.base);
    expect((await other.open(link.url)).status).toBe(403);

    const back = other.target(await other.returnWith({ state, code: 'good' }));
    expect(back.searchParams.get('status')).toBe('failed');
    expect(back.searchParams.get('error')).toContain('different browser or device');
    expect((await served.accountStatus(link.accountId)).status).toBe('INITIATED');

    // The state is used up, but the person can go on where they began.
    expect((await mine.returnWith({ state, code: 'good' })).status).toBe(400);
    const second = await mine.reachConsent(link.url);
    await mine.returnWith({ state: second, code: 'good' });
    expect((await served.accountStatus(link.accountId)).status).toBe('ACTIVE');
  });

  it('is not bound by a preview of the link', async () => {
    const link = await served.newLink(session);
    expect((await createBrowser(served.base).open(link.url, { method: 'HEAD' })).status).toBe(200);
    expect((await createBrowser(served.base).open(link.url)).status).toBe(200);
  });

  it('returns to the address of the session when the agent made the link', async () => {
    const own = await served.newSession('user-9', { manage_connections: { callback_url: CALLBACK } });
    const { body } = await served.call('POST', `/tool_router/session/${own}/execute_meta`, {
      slug: 'COMPOSIO_MANAGE_CONNECTIONS',
      arguments: { toolkits: ['confluence'] },
    });
    const url = body.data.results.confluence.redirect_url;
    const browser = createBrowser(served.base);
    const state = await browser.reachConsent(url);
    const back = browser.target(await browser.returnWith({ state, code: 'good' }));
    expect(back.href).toContain(`${CALLBACK}&status=success`);
  });

  it('cannot be cancelled from another browser', async () => {
    const link = await served.newLink(session, CALLBACK);
    await createBrowser(served.base).open(link.url);
    const other = createBrowser(served.base);
    const back = other.target(await other.submit(link.url, { action: 'cancel' }));
    expect(back.searchParams.get('error')).toContain('different browser or device');
    expect((await served.accountStatus(link.accountId)).status).toBe('INITIATED');
  });

  it('uses a state once, and knows no other', async () => {
    const link = await served.newLink(session);
    const browser = createBrowser(served.base);
    const state = await browser.reachConsent(link.url);
    const first = await browser.returnWith({ state, code: 'good' });
    expect(await first.text()).toContain('Confluence is connected');
    expect((await browser.returnWith({ state, code: 'good' })).status).toBe(400);
    expect((await browser.returnWith({ state: 'guess', code: 'good' })).status).toBe(400);
    expect((await browser.returnWith({ code: 'good' })).status).toBe(400);
  });

  it('shows that a used link is used and an unknown one unknown', async () => {
    const link = await served.newLink(session);
    const browser = createBrowser(served.base);
    await browser.returnWith({ state: await browser.reachConsent(link.url), code: 'good' });
    const used = await browser.open(link.url);
    expect(used.status).toBe(410);
    expect(await used.text()).toContain('already used');
    expect((await browser.open('/link/lk_nothing')).status).toBe(404);
  });

  it('asks again when the site is no site name', async () => {
    const link = await served.newLink(session);
    const browser = createBrowser(served.base);
    await browser.open(link.url);
    const refused = await browser.submit(link.url, { action: 'continue', subdomain: '"><b>evil' });
    expect(refused.status).toBe(400);
    const text = await refused.text();
    expect(text).toContain('role="alert"');
    expect(text).not.toContain('<b>evil');
    const whole = await browser.submit(link.url, {
      action: 'continue',
      subdomain: 'https://Acme.atlassian.net/wiki',
    });
    expect(browser.target(whole).pathname).toBe('/atlassian/authorize');
  });

  it.each(['javascript:alert(1)', 'data:text/html,hi', '/relative'])(
    'refuses %s as callback',
    async (url) => {
      const { status } = await served.call('POST', `/tool_router/session/${session}/link`, {
        toolkit: 'confluence',
        callback_url: url,
      });
      expect(status).toBe(400);
    },
  );

  it('makes a new attempt each time, and the active account stays in use', async () => {
    await served.connect(session);
    const first = await served.newLink(session);
    const second = await served.newLink(session);
    const { body } = await served.call('GET', `/tool_router/session/${session}/toolkits`);
    expect(body.items[0].connected_account.status).toBe('ACTIVE');
    expect(first.accountId).not.toBe(second.accountId);
    expect((await served.accountStatus(second.accountId)).status).toBe('INITIATED');
  });

  it('starts anew on refresh, and the old link stops working', async () => {
    const link = await served.newLink(session);
    const { body } = await served.call('POST', `/connected_accounts/${link.accountId}/refresh`, {});
    expect(body).toMatchObject({ id: link.accountId, status: 'INITIATED' });
    expect((await createBrowser(served.base).open(link.url)).status).toBe(410);
    expect((await createBrowser(served.base).open(body.redirect_url)).status).toBe(200);
  });
});

describe('the tokens of an account', () => {
  const spaces = () =>
    served.call('POST', `/tool_router/session/${session}/execute`, { tool_slug: 'CONFLUENCE_GET_SPACES' });

  it('are refreshed before a call when they have run out, once for calls at the same time', async () => {
    await served.connect(session);
    served.advance(61);
    const { body } = await served.call('POST', `/tool_router/session/${session}/execute`, {
      tool_slug: 'COMPOSIO_MULTI_EXECUTE_TOOL',
      arguments: {
        tools: Array.from({ length: 3 }, () => ({ tool_slug: 'CONFLUENCE_GET_SPACES', arguments: {} })),
      },
    });
    expect(body.data).toMatchObject({ success_count: 3, error_count: 0 });
    expect(served.confluence.state.refreshes).toBe(1);
    expect(served.confluence.calls.at(-1)?.token).toBe('access-2');
  });

  it('make the account EXPIRED when Atlassian refuses the refresh', async () => {
    const id = await served.connect(session);
    served.advance(61);
    served.confluence.state.refuseRefresh = true;
    const { status, body } = await spaces();
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ slug: 'ToolRouterV2_NoActiveConnection', code: 4302 });
    expect(await served.accountStatus(id)).toEqual({
      status: 'EXPIRED',
      reason: 'OAuth token refresh failed: invalid_grant',
    });
  });
});
