import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerClient } from '../../confluence/oauth/clients.ts';
import { personByNick } from '../../confluence/users/people.ts';
import { type ServedWithSite, serveWithSite } from '../test-support/serve-with-site.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';

let served: ServedWithSite;

beforeEach(async () => {
  served = await serveWithSite();
});

afterEach(() => served.close());

const newConfig = async (authScheme: string, credentials: object = {}) =>
  (
    await served.call('POST', '/auth_configs', {
      toolkit: { slug: 'confluence' },
      auth_config: { type: 'use_custom_auth', authScheme, credentials },
    })
  ).body.auth_config.id as string;

const newSession = async (userId: string, config: object = {}) =>
  (await served.call('POST', '/tool_router/session', { user_id: userId, ...config })).body
    .session_id as string;

const whoAmI = async (session: string, account?: string) =>
  served.call('POST', `/tool_router/session/${session}/execute`, {
    tool_slug: 'CONFLUENCE_GET_CURRENT_USER',
    ...(account ? { account } : {}),
  });

const account = async (id: string) => (await served.call('GET', `/connected_accounts/${id}`)).body;

async function link(session: string, person = 'ada', more: object = {}): Promise<string> {
  const { body } = await served.call('POST', `/tool_router/session/${session}/link`, {
    toolkit: 'confluence',
    ...more,
  });
  await served.consent(body.redirect_url, person);
  return body.connected_account_id;
}

describe('an API key', () => {
  const initiate = (config: string, val: object, more: object = {}) =>
    served.call('POST', '/connected_accounts', {
      auth_config: { id: config },
      connection: { user_id: 'u', state: { authScheme: 'API_KEY', val } },
      ...more,
    });

  it('connects at once and runs tools as its person, with the key masked', async () => {
    const made = await initiate(await newConfig('API_KEY'), {
      subdomain: 'acme',
      generic_id: 'grace@example.com',
      generic_api_key: 'token',
    });
    expect(made.body).toMatchObject({
      status: 'ACTIVE',
      redirect_url: null,
      connectionData: { authScheme: 'API_KEY' },
    });
    expect((await account(made.body.id)).state.val).toMatchObject({ generic_api_key: 'toke...' });
    const { body } = await whoAmI(await newSession('u'));
    expect(body.data).toMatchObject({ displayName: 'Grace Hopper' });
  });

  it('that is not good is ACTIVE at first, and EXPIRED after three refused calls', async () => {
    const made = await initiate(await newConfig('API_KEY'), {
      subdomain: 'acme',
      generic_id: 'nobody@example.com',
      generic_api_key: 'x',
    });
    const session = await newSession('u');
    for (let i = 0; i < 2; i += 1) expect((await whoAmI(session)).body.error).toContain('401');
    expect(await account(made.body.id)).toMatchObject({
      status: 'EXPIRED',
      status_reason: expect.stringContaining('Maximum authentication failures'),
    });
    expect((await whoAmI(session)).body.error.code).toBe(4302);
    const retried = await served.call('PATCH', `/connected_accounts/${made.body.id}`, {
      connection: { state: { authScheme: 'API_KEY', val: { generic_id: 'grace@example.com' } } },
    });
    expect(retried.body).toEqual({ id: made.body.id, status: 'ACTIVE', success: true });
  });

  it('is checked first when the caller asks for it, and needs a subdomain', async () => {
    const config = await newConfig('API_KEY');
    const wrong = { subdomain: 'acme', generic_id: 'nobody@example.com', generic_api_key: 'x' };
    expect((await initiate(config, wrong, { validate_credentials: true })).status).toBe(400);
    expect((await initiate(config, { generic_api_key: 'x' })).body.error.message).toContain('subdomain');
    expect((await served.call('GET', '/connected_accounts')).body.items).toEqual([]);
  });

  it('is asked for on the link page, which ends there', async () => {
    const config = await newConfig('API_KEY');
    const { body } = await served.call('POST', '/connected_accounts/link', {
      auth_config_id: config,
      user_id: 'u',
    });
    const page = await fetch(body.redirect_url);
    expect(await page.text()).toContain('name="generic_api_key" type="password"');
    const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await fetch(body.redirect_url, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({
        action: 'continue',
        subdomain: 'acme',
        generic_id: 'ada@example.com',
        generic_api_key: 'token',
      }),
    });
    expect((await account(body.connected_account_id)).status).toBe('ACTIVE');
  });
});

describe('an app of one’s own', () => {
  const app = { client_id: 'our-app', client_secret: 'our-secret' };

  it('connects when Atlassian knows it, asks for its own scopes, and tells older callers in their words', async () => {
    registerClient(served.db, {
      clientId: app.client_id,
      clientSecret: app.client_secret,
      name: 'Ours',
      redirectUris: [],
    });
    const config = await newConfig('OAUTH2', { ...app, scopes: 'read:page:confluence offline_access' });
    const { body } = await served.call('POST', '/connected_accounts', {
      auth_config: { id: config },
      connection: {
        user_id: 'u',
        callback_url: `${served.base}/done`,
        state: { authScheme: 'OAUTH2', val: { subdomain: 'acme' } },
      },
    });
    expect(body.status).toBe('INITIATED');
    const end = await served.consent(body.redirect_url);
    const back = new URL(end.headers.get('location') ?? '');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      status: 'success',
      connected_account_id: body.id,
      connectedAccountId: body.id,
      appName: 'confluence',
    });
    const connected = await account(body.id);
    expect(connected).toMatchObject({
      status: 'ACTIVE',
      requested_scopes: ['read:page:confluence', 'offline_access'],
    });
    expect(connected.auth_config).toMatchObject({ auth_scheme: 'OAUTH2', is_composio_managed: false });
  });

  it('that Atlassian does not know gets no further than the consent page', async () => {
    const config = await newConfig('OAUTH2', app);
    const { body } = await served.call('POST', '/connected_accounts/link', {
      auth_config_id: config,
      user_id: 'u',
    });
    const end = await served.consent(body.redirect_url);
    expect(end.status).toBe(400);
    expect((await account(body.connected_account_id)).status).toBe('INITIATED');
  });

  it('is there for developers at the start, for consent and as a service', async () => {
    const ready = { client_id: 'sandbox-developer-app', client_secret: 'sandbox-developer-secret' };
    const body = { auth_config_id: await newConfig('OAUTH2', ready), user_id: 'u' };
    const started = (await served.call('POST', '/connected_accounts/link', body)).body;
    await served.consent(started.redirect_url);
    expect((await account(started.connected_account_id)).status).toBe('ACTIVE');
    const { body: service } = await served.call('POST', '/connected_accounts', {
      auth_config: { id: await newConfig('S2S_OAUTH2', ready) },
      connection: { user_id: 'v', data: { subdomain: 'acme' } },
    });
    expect(service.status).toBe('ACTIVE');
    expect((await whoAmI(await newSession('v'))).body.data).toMatchObject({
      displayName: 'Site Administrator',
    });
  });

  it('acts as itself with client credentials', async () => {
    registerClient(served.db, {
      clientId: app.client_id,
      clientSecret: app.client_secret,
      name: 'Service',
      redirectUris: [],
      scopes: CONFLUENCE.scopes,
      serviceAccountId: personByNick('alan')?.accountId ?? '',
    });
    const initiate = (config: string) =>
      served.call('POST', '/connected_accounts', {
        auth_config: { id: config },
        connection: { user_id: 'u', data: { subdomain: 'acme' } },
      });
    const good = await initiate(await newConfig('S2S_OAUTH2', app));
    expect(good.body.status).toBe('ACTIVE');
    served.advance(61);
    expect((await whoAmI(await newSession('u'))).body.data).toMatchObject({ displayName: 'Alan Turing' });
    const bad = await initiate(await newConfig('S2S_OAUTH2', { ...app, client_secret: 'wrong' }));
    expect(bad.body.status).toBe('FAILED');
  });

  it('is no way around the link for the managed app', async () => {
    const { body } = await served.call('POST', '/auth_configs', { toolkit: { slug: 'confluence' } });
    const refused = await served.call('POST', '/connected_accounts', {
      auth_config: { id: body.auth_config.id },
      connection: { user_id: 'u' },
    });
    expect(refused.status).toBe(400);
    expect(refused.body.error).toMatchObject({
      slug: 'ConnectedAccount_BadRequest',
      code: 600,
      message: expect.stringContaining('/api/v3/connected_accounts/link'),
    });
  });
});

describe('the life of an account', () => {
  it('goes through every status, and runs tools in one of them only', async () => {
    const session = await newSession('u');
    const id = await link(session);
    const change = (path: string, body?: object, method = 'POST') =>
      served.call(method, `/connected_accounts/${id}${path}`, body);
    const runs = async () => (await whoAmI(session)).status === 200;
    expect(await runs()).toBe(true);

    await change('/status', { enabled: false }, 'PATCH');
    expect(await account(id)).toMatchObject({
      status: 'INACTIVE',
      is_disabled: true,
      status_reason: expect.any(String),
    });
    expect(await runs()).toBe(false);
    await change('/status', { enabled: true }, 'PATCH');
    expect(await account(id)).toMatchObject({ status: 'ACTIVE', status_reason: null });

    const again = await change('/refresh', {});
    expect(again.body).toMatchObject({
      status: 'INITIATED',
      redirect_url: expect.stringContaining('/link/'),
    });
    expect(await runs()).toBe(false);
    await served.consent(again.body.redirect_url, 'grace');
    expect((await whoAmI(session)).body.data).toMatchObject({ displayName: 'Grace Hopper' });

    await change('/revoke');
    const revoked = await account(id);
    expect(revoked).toMatchObject({ status: 'REVOKED', state: { val: { revoked_at: expect.any(String) } } });
    expect(revoked.state.val).not.toHaveProperty('access_token');
    expect(await runs()).toBe(false);
    expect((await change('/status', { enabled: true }, 'PATCH')).status).toBe(400);

    const { body } = await change('/refresh', {});
    served.advance(11);
    expect(await account(id)).toMatchObject({
      status: 'EXPIRED',
      status_reason: expect.stringContaining('10 minutes'),
    });
    expect(body.id).toBe(id);
    await served.call('DELETE', `/connected_accounts/${id}`);
    expect((await served.call('GET', `/connected_accounts/${id}`)).status).toBe(404);
  });

  it('follows its auth config: off with it, on with it, but not when the user switched it off', async () => {
    const session = await newSession('u');
    const [first, second] = [await link(session), await link(session, 'grace')];
    const config = (await account(first)).auth_config.id;
    await served.call('PATCH', `/connected_accounts/${second}/status`, { enabled: false });
    await served.call('PATCH', `/auth_configs/${config}/DISABLED`);
    expect(await account(first)).toMatchObject({ status: 'INACTIVE', auth_config: { is_disabled: true } });
    expect((await served.call('GET', '/auth_configs')).body.items).toEqual([]);
    expect(
      (await served.call('POST', '/connected_accounts/link', { auth_config_id: config, user_id: 'u' }))
        .status,
    ).toBe(400);
    await served.call('PATCH', `/auth_configs/${config}/ENABLED`);
    expect((await account(first)).status).toBe('ACTIVE');
    expect((await account(second)).status).toBe('INACTIVE');
  });

  it('is named by an alias that its user has once', async () => {
    const session = await newSession('u', { multi_account: { enable: true } });
    const work = await link(session, 'ada', { alias: 'work' });
    const home = await link(session, 'grace');
    const rename = (id: string, alias: string | null) =>
      served.call('PATCH', `/connected_accounts/${id}`, { alias });
    expect((await rename(home, 'work')).status).toBe(400);
    expect((await rename(home, 'home')).status).toBe(200);
    expect(await account(work)).toMatchObject({
      alias: 'work',
      word_id: expect.stringMatching(/^confluence_\w+-\w+$/),
    });

    expect((await whoAmI(session)).status).toBe(400);
    expect((await whoAmI(session, 'work')).body.data).toMatchObject({ displayName: 'Ada Lovelace' });
    expect((await whoAmI(session, home)).body.data).toMatchObject({ displayName: 'Grace Hopper' });
    const found = await served.call('POST', `/tool_router/session/${session}/search`, {
      queries: [{ use_case: 'who am I' }],
    });
    expect(found.body.toolkit_connection_statuses[0]).toMatchObject({
      account_selection: 'required',
      accounts: [
        { id: home, alias: 'home', is_default: true },
        { id: work, alias: 'work', is_default: false },
      ],
    });
  });

  it('is used by others when it is shared, lets them in and is named by their session', async () => {
    const session = await newSession('owner');
    const id = await link(session, 'ada', { experimental: { account_type: 'SHARED' } });
    expect((await served.call('GET', '/connected_accounts')).body.items).toEqual([]);
    expect((await served.call('GET', '/connected_accounts?account_type=SHARED')).body.items).toHaveLength(1);
    const pinned = { connected_accounts: { confluence: [id] } };
    expect((await served.call('POST', '/tool_router/session', { user_id: 'guest', ...pinned })).status).toBe(
      400,
    );
    await served.call('PATCH', `/connected_accounts/${id}`, {
      experimental: { acl_config_for_shared: { allow_all_users: true, not_allowed_user_ids: ['rival'] } },
    });
    expect((await whoAmI(await newSession('guest', pinned))).body.data).toMatchObject({
      displayName: 'Ada Lovelace',
    });
    expect((await whoAmI(await newSession('guest'))).status).toBe(400);
    expect((await served.call('POST', '/tool_router/session', { user_id: 'rival', ...pinned })).status).toBe(
      400,
    );
    const own = await link(await newSession('guest'));
    const refused = await served.call('PATCH', `/connected_accounts/${own}`, {
      experimental: { acl_config_for_shared: { allow_all_users: true } },
    });
    expect(refused.body.error.message).toContain('acl_config_for_shared is only valid on SHARED');
  });

  it('is listed by every filter, in either order, page by page', async () => {
    const session = await newSession('u');
    const ids = [await link(session), await link(session), await link(session)];
    const list = async (query: string) =>
      (await served.call('GET', `/connected_accounts?${query}`)).body.items.map(
        ({ id }: { id: string }) => id,
      );
    expect(await list('user_ids=u,v&statuses=ACTIVE,INITIATED&toolkit_slugs=confluence')).toEqual(
      [...ids].reverse(),
    );
    expect(await list('order_by=created_at&order_direction=asc')).toEqual(ids);
    expect(await list(`connected_account_ids=${ids[0]}`)).toEqual([ids[0]]);
    expect(await list('auth_config_ids=ac_nothing')).toEqual([]);
    const first = await served.call('GET', '/connected_accounts?limit=2');
    expect(first.body).toMatchObject({ total_pages: 2, current_page: 1, total_items: 3 });
    expect(await list(`cursor=${first.body.next_cursor}`)).toEqual([ids[0]]);
    expect((await served.call('GET', '/connected_accounts?statuses=GONE')).status).toBe(400);
  });

  it('runs the tools its auth config allows, and no other', async () => {
    const session = await newSession('u');
    const id = await link(session);
    const config = (await account(id)).auth_config.id;
    await served.call('PATCH', `/auth_configs/${config}`, {
      type: 'default',
      tool_access_config: { tools_available_for_execution: ['CONFLUENCE_GET_SPACES'] },
    });
    expect((await whoAmI(session)).status).toBe(400);
    const spaces = await served.call('POST', `/tool_router/session/${session}/execute`, {
      tool_slug: 'CONFLUENCE_GET_SPACES',
    });
    expect(spaces.body.error).toBeNull();
  });
});
