import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox } from '../server.ts';
import { type ServedSandbox, serveSandbox } from '../test-support/serve-sandbox.ts';
import { GUIDE } from './guide.ts';

const ADA = { authorization: `Basic ${Buffer.from('ada@example.com:token').toString('base64')}` };
const KEY = { 'x-api-key': 'ak_one', 'content-type': 'application/json' };

let served: ServedSandbox;
const open: ServedSandbox[] = [];

async function serve(options: Parameters<typeof serveSandbox>[0]) {
  const one = await serveSandbox(options);
  open.push(one);
  return one;
}

beforeEach(async () => {
  served = await serve({ control: true });
});

afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function control(method: string, path: string, body?: unknown) {
  const response = await fetch(`${served.base}/control${path}`, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, json: await response.json() };
}

async function call(method: string, path: string, body?: unknown) {
  const response = await fetch(`${served.base}${path}`, {
    method,
    headers: path.startsWith('/wiki') ? { ...ADA, 'content-type': 'application/json' } : KEY,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: await response.json() };
}

const session = async () =>
  (await call('POST', '/api/v3.1/tool_router/session', { user_id: 'u1' })).json.session_id;
const connect = async (given: Record<string, unknown> = {}) =>
  (await control('POST', '/seed', { connect: { userId: 'u1', apiKey: 'ak_one', ...given } })).json.account;
const run = async (id: string, slug: string, args: unknown = {}) =>
  call('POST', `/api/v3.1/tool_router/session/${id}/execute`, { tool_slug: slug, arguments: args });

describe('the door of /control', () => {
  it('is not there in a default start', async () => {
    const plain = await serve({});
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/reset'],
      ['GET', '/requests'],
      ['POST', '/faults'],
    ]) {
      expect((await fetch(`${plain.base}/control${path}`, { method: method ?? '' })).status).toBe(404);
    }
  });

  it.each([
    ['a foreign Origin', { origin: 'https://evil.example' }, 403],
    ['an opaque Origin', { origin: 'null' }, 403],
    ['a foreign Host', { host: 'evil.example' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a page of this machine', { origin: 'http://localhost:3000' }, 200],
  ])('answers a request with %s', async (_case, headers: Record<string, string>, status) => {
    const answered = await new Promise((resolve, reject) => {
      httpRequest(`${served.base}/control/reset`, { method: 'POST', headers }, (response) =>
        resolve(response.resume().statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(answered).toBe(status);
  });

  it('lists every call it has', async () => {
    const { json } = await control('GET', '');
    expect(json).toEqual(GUIDE);
    const listed = Object.keys(json.calls).flatMap((line) => {
      const [methods = '', path] = line.split(' ');
      return methods.split('|').map((method) => `${method} ${path}`);
    });
    const sandbox = createSandbox({ file: ':memory:', control: true });
    const there = sandbox.app.routes
      .filter(({ method, path }) => path.startsWith('/control/') && method !== 'ALL' && path !== '/control/')
      .map(({ method, path }) => `${method} ${path.replace(':id', '{id}')}`);
    sandbox.close();
    expect([...new Set(there)].sort()).toEqual(listed.filter((line) => !line.endsWith(' /control')).sort());
  });

  it.each([
    ['/faults', '{'],
    ['/faults', { fault: { kind: 'nothing' } }],
    ['/faults', { fault: { kind: 'cut' }, match: { surface: 'moon' } }],
    ['/faults', { fault: { kind: 'cut' }, time: 3 }],
    ['/seed', { pages: -1 }],
    ['/clock', {}],
    ['/seed', {}],
    ['/seed', { connect: { userId: 'u1', apiKey: 'sk_one' } }],
    ['/seed', { connect: { userId: 'u1', apiKey: 'ak_one', person: 'eve' } }],
    ['/connections/act', { act: 'expire' }],
    ['/model/turns', { turns: [{ items: [{ type: 'dance' }] }] }],
    ['/acts/like', { target: 'x', person: 'ada' }],
  ])('refuses POST %s %j with the reason', async (path, body) => {
    const { status, json } = await control('POST', path, body);
    expect(status).toBe(400);
    expect(json.error.message).toMatch(/\w{4,}/);
  });

  it('says 404 for what it does not have', async () => {
    expect((await control('GET', '/nothing')).status).toBe(404);
    expect((await control('DELETE', '/faults/rule_9')).status).toBe(404);
    expect((await control('POST', '/connections/act', { act: 'expire', account: 'ca_none' })).status).toBe(
      404,
    );
  });
});

describe('reset', () => {
  it('brings everything back to the seed in the running program', async () => {
    const pages = async () => (await call('GET', '/wiki/api/v2/pages?limit=250')).json.results;
    const seeded = await pages();
    const id = await session();
    await connect();
    const space = (await call('GET', '/wiki/api/v2/spaces?keys=MKT')).json.results[0].id;
    await call('POST', '/wiki/api/v2/pages', {
      spaceId: space,
      title: 'Gone soon',
      body: { representation: 'storage', value: '<p>unicorn</p>' },
    });
    expect(await pages()).toHaveLength(seeded.length + 1);
    await control('POST', '/faults', { fault: { kind: 'cut' }, match: { path: '/nowhere' } });
    await control('POST', '/clock', { advanceMs: 5000 });
    await control('PATCH', '/settings', { badCredentials: 'measured' });
    await control('POST', '/model/turns', { turns: [{ items: [{ type: 'text', text: 'x' }] }] });

    expect((await control('POST', '/reset')).json).toEqual({ reset: true });
    expect((await control('GET', '/requests')).json.requests).toEqual([]);
    expect(await pages()).toEqual(seeded);
    expect((await call('GET', '/wiki/rest/api/search?cql=text~unicorn')).json.results).toEqual([]);
    expect((await call('GET', '/wiki/rest/api/search?cql=title~"Q3 Planning"')).json.results).not.toEqual([]);
    expect((await call('GET', `/api/v3.1/tool_router/session/${id}`)).status).toBe(404);
    expect((await call('GET', '/api/v3.1/connected_accounts')).json.items).toEqual([]);
    expect((await control('GET', '/faults')).json.rules).toEqual([]);
    expect((await control('GET', '/clock')).json.offsetMs).toBe(0);
    expect((await control('GET', '/settings')).json.badCredentials).toBe('documented');
    expect((await control('GET', '/model/turns')).json.waiting).toBe(0);
    await connect();
    expect((await run(await session(), 'CONFLUENCE_GET_SPACES')).json.error).toBeNull();
  });
});

describe('seed', () => {
  it('adds pages that search finds', async () => {
    const count = async () =>
      (await call('GET', '/wiki/rest/api/search?cql=type=page&limit=1')).json.totalSize as number;
    const before = await count();
    const { status, json } = await control('POST', '/seed', { pages: 25 });
    expect(status).toBe(201);
    // The space they are in has a home page of its own.
    expect(await count()).toBe(before + 26);
    expect((await call('GET', `/wiki/api/v2/spaces?keys=${json.spaceKey}`)).json.results).toHaveLength(1);
  });
});

describe('connections', () => {
  it('are made without a browser, for the person named', async () => {
    expect(await connect({ person: 'grace' })).toMatchObject({ status: 'ACTIVE' });
    const { json } = await run(await session(), 'CONFLUENCE_GET_CURRENT_USER');
    expect(json.data.displayName).toBe('Grace Hopper');
    const stored = (await call('GET', '/api/v3.1/connected_accounts?user_ids=u1')).json.items[0];
    expect(stored).toMatchObject({ status: 'ACTIVE', toolkit: { slug: 'confluence' } });
    expect(stored.data.scope).toContain('read:page:confluence');
  });

  it.each([
    ['expire', 'EXPIRED'],
    ['revoke', 'REVOKED'],
    ['disable', 'INACTIVE'],
  ])('end with %s', async (act, status) => {
    const account = (await connect()).id;
    const { json } = await control('POST', '/connections/act', { act, user: 'u1' });
    expect(json.accounts).toMatchObject([{ id: account, status }]);
    expect((await call('GET', `/api/v3.1/connected_accounts/${account}`)).json.status).toBe(status);
    expect((await run(await session(), 'CONFLUENCE_GET_SPACES')).status).toBe(400);
  });

  it('go on after their token expired, and end after it was taken away', async () => {
    const account = (await connect()).id;
    const id = await session();
    await control('POST', '/connections/act', { act: 'expire_token', account });
    expect((await run(id, 'CONFLUENCE_GET_SPACES')).json.error).toBeNull();
    const refreshed = (await control('GET', '/requests?surface=oauth&path=/atlassian/oauth/token')).json
      .requests;
    expect(refreshed.length).toBeGreaterThan(0);
    expect(JSON.stringify(refreshed)).not.toContain('composio-sandbox-secret');

    await control('POST', '/connections/act', { act: 'break_token', account });
    expect((await run(id, 'CONFLUENCE_GET_SPACES')).json.error).not.toBeNull();
    expect((await call('GET', `/api/v3.1/connected_accounts/${account}`)).json.status).toBe('EXPIRED');
  });

  it('are refreshed when the grants of their person expire', async () => {
    await connect();
    expect((await control('POST', '/grants/act', { act: 'expire', person: 'grace' })).json.changed).toBe(0);
    expect((await control('POST', '/grants/act', { act: 'expire', person: 'ada' })).json.changed).toBe(1);
    expect((await run(await session(), 'CONFLUENCE_GET_SPACES')).json.error).toBeNull();
  });

  it('lose an attempt that took too long by the clock', async () => {
    const id = await session();
    await call('POST', `/api/v3.1/tool_router/session/${id}/link`, { toolkit: 'confluence' });
    await control('POST', '/clock', { advanceMs: 10 * 60 * 1000 });
    expect((await call('GET', '/api/v3.1/connected_accounts')).json.items[0].status).toBe('EXPIRED');
  });
});

describe('MCP connections', () => {
  it('are dropped, one or all', async () => {
    const id = await session();
    const post = (message: unknown, headers: Record<string, string> = {}) =>
      fetch(`${served.base}/tool_router/${id}/mcp`, {
        method: 'POST',
        headers: { ...KEY, accept: 'application/json, text/event-stream', ...headers },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...(message as object) }),
      });
    const params = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 't', version: '1' },
    };
    const begin = async () =>
      (await post({ method: 'initialize', params })).headers.get('mcp-session-id') ?? '';
    const ping = async (connection: string) =>
      (await post({ method: 'ping' }, { 'mcp-session-id': connection })).status;
    const [one, other] = [await begin(), await begin()];
    expect((await control('POST', '/mcp/drop', { id: one })).json).toEqual({ dropped: 1 });
    expect([await ping(one), await ping(other)]).toEqual([404, 200]);
    expect((await control('POST', '/mcp/drop', {})).json).toEqual({ dropped: 1 });
    expect(await ping(other)).toBe(404);
  });
});

describe('the recorder', () => {
  it('writes down what was asked, from outside and by tools, with its tools and people', async () => {
    await connect();
    const id = await session();
    await control('DELETE', '/requests');
    await run(id, 'CONFLUENCE_GET_SPACES', { limit: 1 });
    const { requests } = (await control('GET', '/requests')).json;
    expect(requests).toMatchObject([
      {
        surface: 'composio',
        from: 'outside',
        method: 'POST',
        body: { tool_slug: 'CONFLUENCE_GET_SPACES', arguments: { limit: 1 } },
        tools: ['CONFLUENCE_GET_SPACES'],
        persons: ['u1'],
        status: 200,
        headers: { 'x-api-key': 'ak_o…' },
      },
      {
        surface: 'confluence',
        from: 'composio',
        method: 'GET',
        persons: ['ada', 'ada@example.com'],
        status: 200,
      },
    ]);
    expect(requests[1].headers.authorization).toMatch(/^Bearer .{4}…$/);
    const by = async (query: string) => (await control('GET', `/requests?${query}`)).json.count;
    expect(await by('surface=confluence&path=/ex/')).toBe(1);
    expect(await by('tool=confluence_get_spaces')).toBe(1);
    expect(await by(`since=${requests[0].id}`)).toBe(1);
    expect(await by('status=404')).toBe(0);
  });

  it('lets a test wait for a request, and says so when it does not come', async () => {
    const waiting = control('GET', '/requests?surface=confluence&wait=1&count=2');
    await call('GET', '/wiki/api/v2/spaces');
    await call('GET', '/wiki/api/v2/spaces');
    expect(await waiting).toMatchObject({ status: 200, json: { count: 2 } });
    expect((await control('GET', '/requests?path=/never&wait=1&timeout=10')).status).toBe(408);
  });
});

describe('other acts', () => {
  it('likes a page and takes it back', async () => {
    const { results } = (await call('GET', '/wiki/api/v2/pages?title=Q3%20Planning')).json;
    const page = Number(results[0].id);
    const likes = async () => (await call('GET', `/wiki/api/v2/pages/${page}/likes/count`)).json.count;
    const before = await likes();
    await control('POST', '/acts/like', { target: page, person: 'alan' });
    const after = await likes();
    await control('POST', '/acts/like', { target: page, person: 'alan', liked: false });
    expect([after - before, (await likes()) - before].map(Math.abs)).toContain(1);
    expect(await likes()).toBeLessThanOrEqual(before);
  });

  const ask = (stream: boolean) =>
    fetch(`${served.base}/openai/v1/responses`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5', input: 'Hello', stream }),
    });

  it('gives the model a scripted answer', async () => {
    await control('POST', '/model/turns', { turns: [{ items: [{ type: 'text', text: 'As scripted.' }] }] });
    expect(await (await ask(false)).text()).toContain('As scripted.');
    expect((await control('GET', '/model/turns')).json.waiting).toBe(0);
    expect(await (await ask(false)).text()).not.toContain('As scripted.');
  });

  it('cuts a scripted stream, and records that it is over', async () => {
    await control('POST', '/model/turns', {
      turns: [{ items: [{ type: 'text', text: 'Half' }, { type: 'cut' }] }],
    });
    await expect((await ask(true)).text()).rejects.toThrow('terminated');
    const over = await control('GET', '/requests?surface=model&done=1&wait=1');
    expect(over.json.requests).toMatchObject([{ status: 200 }]);
  });

  it('sets the pace of the model', async () => {
    const { json } = await control('PATCH', '/settings', { modelPaceMs: 40 });
    expect(json).toEqual({ searchLagMs: 0, badCredentials: 'documented', modelPaceMs: 40 });
    const began = performance.now();
    await (await ask(true)).text();
    expect(performance.now() - began).toBeGreaterThan(160);
  });

  it('lets search lag behind by the clock', async () => {
    await control('PATCH', '/settings', { searchLagMs: 60_000 });
    const space = (await call('GET', '/wiki/api/v2/spaces?keys=MKT')).json.results[0].id;
    const body = { representation: 'storage', value: '<p>x</p>' };
    await call('POST', '/wiki/api/v2/pages', { spaceId: space, title: 'Late news', body });
    const found = async () =>
      (await call('GET', '/wiki/rest/api/search?cql=title="Late news"')).json.results.length as number;
    expect(await found()).toBe(0);
    await control('POST', '/clock', { advanceMs: 61_000 });
    expect(await found()).toBe(1);
  });

  it('lets the site refuse bad credentials as live ones were seen to', async () => {
    const status = async () => (await fetch(`${served.base}/wiki/api/v2/spaces`)).status;
    expect(await status()).toBe(401);
    await control('PATCH', '/settings', { badCredentials: 'measured' });
    expect(await status()).toBe(404);
  });
});
