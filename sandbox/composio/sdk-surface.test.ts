import { AuthScheme } from '@composio/core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ServedWithSite, serveWithSite } from './test-support/serve-with-site.ts';
import { receiveWebhooks } from './test-support/webhook-receiver.ts';

let served: ServedWithSite;
let receiver: Awaited<ReturnType<typeof receiveWebhooks>>;
let said: ReturnType<typeof vi.spyOn>[];

beforeEach(async () => {
  served = await serveWithSite();
  receiver = await receiveWebhooks();
  said = (['log', 'info', 'warn', 'error', 'debug'] as const).map((way) => vi.spyOn(console, way));
});

afterEach(() => {
  // A reply that does not fit the SDK's own schema is only logged, so nothing may be.
  const logged = said.flatMap((way) => way.mock.calls);
  vi.restoreAllMocks();
  receiver.close();
  served.close();
  expect(logged).toEqual([]);
});

async function connect(userId: string, person = 'ada') {
  const session = await served.sdk().create(userId, { toolkits: ['confluence'] });
  const request = await session.authorize('confluence', { callbackUrl: `${served.base}/back` });
  await served.consent(request.redirectUrl ?? '', person);
  return { session, account: await request.waitForConnection(5000) };
}

it('sessions: every call of the SDK is answered as it expects', async () => {
  const composio = served.sdk();
  const { session } = await connect('user-1');
  expect(session.experimental.assistivePrompt).toContain('COMPOSIO_SEARCH_TOOLS');
  expect((await session.ensureConnected('confluence')).wasConnected).toBe(true);
  expect((await composio.use(session.sessionId, { mcp: true })).mcp.url).toContain(session.sessionId);
  expect((await session.tools()).length).toBeGreaterThan(5);
  expect(
    (await session.toolkits({ toolkits: ['confluence'], isConnected: true, search: 'conf', limit: 5 })).items,
  ).toHaveLength(1);
  expect((await session.toolkits({ isConnected: false })).items).toEqual([]);
  expect((await session.search({ query: 'list spaces', toolkits: ['confluence'] })).success).toBe(true);
  expect((await session.execute('CONFLUENCE_GET_SPACES', {})).error).toBeNull();
  const proxied = await session.proxyExecute({
    toolkit: 'confluence',
    endpoint: '/wiki/api/v2/spaces',
    method: 'GET',
    parameters: [{ in: 'query', name: 'limit', value: 1 }],
  });
  expect(proxied).toMatchObject({ status: 200, data: { results: [{}] } });
  expect((await session.experimental.files.list()).items).toEqual([]);

  expect((await session.delete()).deleted).toBe(true);
  const other = await composio.sessions.create('user-1', {
    sessionPreset: 'direct_tools',
    toolkits: ['confluence'],
  });
  expect(other.warnings.map(({ code }) => code)).toEqual(['PRELOAD_TOOLS_HIGH_CONTEXT_USAGE']);
  expect((await composio.sessions.delete(other.sessionId)).deleted).toBe(true);
});

it('connected accounts: every call, in every status', async () => {
  const { connectedAccounts, authConfigs } = served.sdk();
  const { account } = await connect('user-1');
  const { id } = account;
  const get = async () => (await connectedAccounts.get(id)).status;
  expect(
    (
      await connectedAccounts.list({
        userIds: ['user-1'],
        statuses: ['ACTIVE'],
        orderBy: 'updated_at',
        limit: 5,
      })
    ).items,
  ).toHaveLength(1);
  await connectedAccounts.disable(id);
  expect(await get()).toBe('INACTIVE');
  await connectedAccounts.update(id, { enabled: true });
  expect(await get()).toBe('ACTIVE');
  await connectedAccounts.updateStatus(id, { enabled: false });
  await connectedAccounts.enable(id);
  await served.call('PATCH', `/connected_accounts/${id}`, { alias: 'work' });
  expect((await connectedAccounts.get(id)).alias).toBe('work');

  const link = await connectedAccounts.link('user-2', account.authConfig.id, {
    alias: 'shared',
    experimental: { accountType: 'SHARED', aclConfigForShared: { allowAllUsers: true } },
  });
  expect((await connectedAccounts.get(link.id)).status).toBe('INITIATED');
  await connectedAccounts.updateAcl(link.id, { notAllowedUserIds: ['user-3'] });
  expect((await connectedAccounts.get(link.id)).experimental?.aclConfigForShared).toEqual({
    allowAllUsers: true,
    allowedUserIds: [],
    notAllowedUserIds: ['user-3'],
  });
  await expect(connectedAccounts.updateAcl(id, { allowAllUsers: true })).rejects.toMatchObject({
    name: 'ComposioAclOnlyForSharedError',
  });
  await expect(connectedAccounts.link('user-1', account.authConfig.id)).rejects.toThrow(
    'Multiple connected accounts',
  );
  await expect(connectedAccounts.initiate('user-2', account.authConfig.id)).rejects.toMatchObject({
    name: 'ComposioLegacyConnectedAccountsEndpointRetiredError',
  });

  const own = await authConfigs.create('confluence', {
    type: 'use_custom_auth',
    authScheme: 'API_KEY',
    credentials: {},
  });
  const key = await connectedAccounts.initiate('user-4', own.id, {
    config: AuthScheme.APIKey({ subdomain: 'acme', generic_id: 'ada@example.com', generic_api_key: 'token' }),
  });
  expect((await key.waitForConnection(1000)).status).toBe('ACTIVE');
  expect((await connectedAccounts.waitForConnection(key.id, 1000)).status).toBe('ACTIVE');

  expect((await connectedAccounts.refresh(id, { redirectUrl: `${served.base}/back` })).status).toBe(
    'INITIATED',
  );
  served.advance(11);
  expect(await get()).toBe('EXPIRED');
  const again = await connectedAccounts.refresh(id);
  await served.consent(again.redirect_url ?? '');
  await served.call('POST', `/connected_accounts/${id}/revoke`);
  expect(await get()).toBe('REVOKED');
  expect((await connectedAccounts.delete(id)).success).toBe(true);
});

it('auth configs: every call, for every scheme', async () => {
  const { authConfigs } = served.sdk();
  const managed = await authConfigs.create('confluence', {
    type: 'use_composio_managed_auth',
    name: 'Ours',
    credentials: { scopes: ['read:page:confluence'] },
  });
  const credentials = { client_id: 'app', client_secret: 'very-secret' };
  const own = await authConfigs.create('confluence', {
    type: 'use_custom_auth',
    authScheme: 'OAUTH2',
    credentials,
  });
  const service = await authConfigs.create('confluence', {
    type: 'use_custom_auth',
    authScheme: 'S2S_OAUTH2',
    credentials,
  });
  expect([managed, own, service].map((one) => [one.authScheme, one.isComposioManaged])).toEqual([
    ['OAUTH2', true],
    ['OAUTH2', false],
    ['S2S_OAUTH2', false],
  ]);
  expect((await authConfigs.list({ toolkit: 'confluence', isComposioManaged: false })).items).toHaveLength(2);
  await authConfigs.update(managed.id, {
    type: 'default',
    scopes: 'read:page:confluence,write:page:confluence',
  });
  await authConfigs.update(own.id, {
    type: 'custom',
    credentials: { client_id: 'other' },
    toolAccessConfig: { toolsAvailableForExecution: ['CONFLUENCE_GET_PAGES'] },
  });
  expect((await authConfigs.get(managed.id)).credentials?.scopes).toEqual([
    'read:page:confluence',
    'write:page:confluence',
  ]);
  expect(await authConfigs.get(own.id)).toMatchObject({
    credentials: { client_id: 'other', client_secret: 'very...' },
    toolAccessConfig: { toolsAvailableForExecution: ['CONFLUENCE_GET_PAGES'] },
    expectedInputFields: [{ name: 'subdomain', required: true }],
  });
  await authConfigs.disable(own.id);
  expect((await authConfigs.get(own.id)).status).toBe('DISABLED');
  expect((await authConfigs.list({ showDisabled: true })).items).toHaveLength(3);
  await authConfigs.enable(own.id);
  await authConfigs.updateStatus('DISABLED', own.id);
  await authConfigs.delete(own.id);
  await expect(authConfigs.get(own.id)).rejects.toMatchObject({ status: 404 });
  await expect(
    authConfigs.create('confluence', { type: 'use_custom_auth', authScheme: 'OAUTH2', credentials: {} }),
  ).rejects.toMatchObject({ status: 400 });
});

it('toolkits and tools: every call', async () => {
  const { toolkits, tools } = served.sdk();
  const one = await toolkits.get('confluence');
  expect(one.authConfigDetails?.map(({ mode }) => mode)).toEqual(['OAUTH2', 'API_KEY', 'S2S_OAUTH2']);
  expect(one.meta).toMatchObject({
    toolsCount: 62,
    triggersCount: 23,
    categories: [{ slug: 'team-collaboration' }],
  });
  const listed = await toolkits.get({
    category: 'team-collaboration',
    managedBy: 'all',
    sortBy: 'usage',
    limit: 5,
  });
  expect(listed).toMatchObject([
    { slug: 'confluence', meta: { categories: [{ slug: 'team-collaboration' }] } },
  ]);
  expect(await toolkits.get({ category: 'finance' })).toEqual([]);
  expect((await toolkits.listCategories()).items).toEqual([
    { id: 'team-collaboration', name: 'team collaboration' },
  ]);
  const created = await toolkits.getAuthConfigCreationFields('confluence', 'OAUTH2');
  expect(created.filter(({ required }) => required).map(({ name }) => name)).toEqual([
    'client_id',
    'client_secret',
  ]);
  const asked = await toolkits.getConnectedAccountInitiationFields('confluence', 'API_KEY');
  expect(asked.map(({ name }) => name)).toEqual(['subdomain', 'generic_id', 'generic_api_key']);
  expect(await tools.getRawComposioTools({ tools: ['CONFLUENCE_GET_PAGES'] })).toHaveLength(1);
  expect((await tools.get('user-1', { toolkits: ['confluence'], limit: 100 })).length).toBe(62);

  const { account } = await connect('user-1');
  const spaces = await tools.execute('CONFLUENCE_GET_SPACES', {
    userId: 'user-1',
    arguments: {},
    version: '20260817_00',
  });
  expect(spaces.successful).toBe(true);
  const proxied = await tools.proxyExecute({
    endpoint: '/wiki/api/v2/spaces',
    method: 'GET',
    connectedAccountId: account.id,
  });
  expect(proxied.status).toBe(200);
});

it('triggers and webhooks: every call', async () => {
  const { triggers } = served.sdk();
  const { account } = await connect('user-1');
  const { items } = await triggers.listTypes({ toolkits: ['confluence'], limit: 100 });
  expect(items).toHaveLength(23);
  expect(await triggers.listEnum()).toEqual(items.map(({ slug }) => slug));
  const slug = 'CONFLUENCE_PAGE_CREATED_TRIGGER';
  expect((await triggers.getType(slug)).config).toMatchObject({
    properties: { space_id: { type: 'string' } },
  });
  await expect(triggers.create('user-1', 'CONFLUENCE_NEW_PAGE_TRIGGER')).rejects.toMatchObject({
    name: 'ComposioTriggerTypeNotFoundError',
  });
  const { triggerId } = await triggers.create('user-1', slug, { connectedAccountId: account.id });
  expect((await triggers.listActive({ connectedAccountIds: [account.id], limit: 5 })).items).toMatchObject([
    { id: triggerId },
  ]);
  await triggers.disable(triggerId);
  await triggers.enable(triggerId);
  await triggers.update(triggerId, { status: 'enable' });
  const made = await triggers.setWebhookSubscription({ webhookUrl: receiver.url });
  const again = await triggers.setWebhookSubscription({ webhookUrl: receiver.url, version: 'V3' });
  expect([again.id, again.secret]).toEqual([made.id, undefined]);

  const [space] = (await served.rest('GET', '/api/v2/spaces?keys=MKT')).results;
  await served.rest('POST', '/api/v2/pages', {
    spaceId: space.id,
    title: 'News',
    body: { representation: 'storage', value: '<p>Hello</p>' },
  });
  const { headers, body } = await receiver.next(1);
  const parsed = await triggers.parse(new Request(receiver.url, { method: 'POST', headers, body }), {
    verifySecret: made.secret,
  });
  expect(parsed.payload).toMatchObject({
    id: triggerId,
    payload: { title: 'News', space: { key: 'MKT' } },
    metadata: { connectedAccount: { id: account.id, authConfigId: account.authConfig.id } },
  });
  expect((await triggers.delete(triggerId)).triggerId).toBe(triggerId);
  expect((await triggers.listActive()).items).toEqual([]);
});
