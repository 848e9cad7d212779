import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedComposio, serveComposio } from './test-support/serve-composio.ts';

let served: ServedComposio;

beforeEach(async () => {
  served = await serveComposio();
});

afterEach(() => served.close());

const execute = (session: string, body: unknown, key?: string) =>
  served.call('POST', `/tool_router/session/${session}/execute`, body, key);

describe('keys and projects', () => {
  it.each([
    ['no key', ''],
    ['a user key', 'uak_one'],
    ['an empty project key', 'ak_'],
  ])('answers 401 in the error envelope for %s', async (_case, key) => {
    const { status, body } = await served.call('GET', '/connected_accounts', undefined, key);
    expect(status).toBe(401);
    expect(body.error).toMatchObject({ code: 10401, slug: 'HTTP_Unauthorized', status: 401 });
  });

  it('answers 401 for two credentials at once', async () => {
    const response = await fetch(`${served.base}/api/v3.1/toolkits`, {
      headers: { 'x-api-key': 'ak_one', 'x-user-api-key': 'uak_one' },
    });
    expect(response.status).toBe(401);
  });

  it('keeps the projects of different keys apart', async () => {
    const session = await served.newSession();
    const account = await served.connect(session);
    const other = (method: string, path: string, body?: unknown) =>
      served.call(method, path, body, 'ak_other');
    for (const [method, path] of [
      ['GET', `/tool_router/session/${session}`],
      ['DELETE', `/tool_router/session/${session}`],
      ['GET', `/connected_accounts/${account}`],
      ['DELETE', `/connected_accounts/${account}`],
    ] as const) {
      expect((await other(method, path)).status).toBe(404);
    }
    expect((await other('GET', '/connected_accounts')).body.items).toEqual([]);
    expect((await served.accountStatus(account)).status).toBe('ACTIVE');
  });

  it('keeps the accounts of different users apart', async () => {
    const mine = await served.newSession('user-1');
    const account = await served.connect(mine);
    const theirs = await served.newSession('user-2');
    expect((await execute(theirs, { tool_slug: 'CONFLUENCE_GET_SPACES' })).body.error.code).toBe(4302);
    expect((await execute(theirs, { tool_slug: 'CONFLUENCE_GET_SPACES', account })).status).toBe(400);
    const { body } = await served.call('GET', `/tool_router/session/${theirs}/toolkits`);
    expect(body.items[0].connected_account).toBeNull();
    const { status } = await served.call('POST', '/tool_router/session', {
      user_id: 'user-2',
      connected_accounts: { confluence: [account] },
    });
    expect(status).toBe(400);
    const direct = await served.call('POST', '/tools/execute/CONFLUENCE_GET_SPACES', {
      user_id: 'user-2',
      connected_account_id: account,
    });
    expect(direct.body.error.code).toBe(1803);
  });

  it('serves the same API under /api/v3', async () => {
    const response = await fetch(`${served.base}/api/v3/toolkits/confluence`, {
      headers: { 'x-api-key': 'ak_one' },
    });
    expect(await response.json()).toMatchObject({ slug: 'confluence' });
  });
});

describe('sessions', () => {
  it('say enabled and disabled in the reply where the request says enable and disable', async () => {
    const { status, body } = await served.call('POST', '/tool_router/session', {
      user_id: 'u',
      toolkits: { enable: ['confluence'] },
      tools: { confluence: { disable: ['CONFLUENCE_DELETE_SPACE'] } },
      tags: ['readOnlyHint'],
      manage_connections: { enable: true, callback_url: 'http://localhost:3000/cb' },
      workbench: { enable: false },
    });
    expect(status).toBe(201);
    expect(body.config_version).toBe(1);
    expect(body.mcp).toEqual({ type: 'http', url: `${served.base}/tool_router/${body.session_id}/mcp` });
    expect(body.tool_router_tools).not.toContain('COMPOSIO_REMOTE_WORKBENCH');
    expect(body.config).toMatchObject({
      user_id: 'u',
      toolkits: { enabled: ['confluence'] },
      tools: { confluence: { disabled: ['CONFLUENCE_DELETE_SPACE'] } },
      tags: { enabled: ['readOnlyHint'] },
      manage_connections: { enabled: true, callback_url: 'http://localhost:3000/cb' },
      workbench: { enable: false },
      search: { enable: true },
    });
  });

  it('name the host the caller used, as clients compare origins', async () => {
    const localhost = served.base.replace('127.0.0.1', 'localhost');
    const response = await fetch(`${localhost}/api/v3.1/tool_router/session`, {
      method: 'POST',
      headers: { 'x-api-key': 'ak_one' },
      body: '{"user_id":"u"}',
    });
    expect(new URL((await response.json()).mcp.url).origin).toBe(localhost);
  });

  it.each([
    ['no user', {}],
    ['an unknown root key', { user_id: 'u', toolkit: {} }],
    ['toolkits.enabled', { user_id: 'u', toolkits: { enabled: ['confluence'] } }],
    ['an unknown toolkit', { user_id: 'u', toolkits: { enable: ['gmail'] } }],
    ['preload all without an allow-list', { user_id: 'u', preload: { tools: 'all' } }],
    ['an unknown auth config', { user_id: 'u', auth_configs: { confluence: 'ac_nothing' } }],
    ['a callback that is no web address', { user_id: 'u', manage_connections: { callback_url: 'ftp://x' } }],
  ])('are refused with 400 for %s', async (_case, body) => {
    const answer = await served.call('POST', '/tool_router/session', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 4300, slug: 'ToolRouterV2_BadRequest' });
  });

  it('are gone after DELETE', async () => {
    const session = await served.newSession();
    const path = `/tool_router/session/${session}`;
    expect((await served.call('DELETE', path)).body).toEqual({ session_id: session, deleted: true });
    expect((await served.call('GET', path)).status).toBe(404);
    expect((await served.call('DELETE', path)).status).toBe(404);
  });
});

describe('running a tool', () => {
  it('answers a failed tool with 200 and an error, and never with a status that clients repeat', async () => {
    const session = await served.newSession();
    expect((await execute(session, { tool_slug: 'CONFLUENCE_GET_SPACES' })).status).toBe(400);
    await served.connect(session);
    expect((await execute(session, { tool_slug: 'CONFLUENCE_NOTHING' })).status).toBe(404);
    const page = await execute(session, {
      tool_slug: 'CONFLUENCE_CREATE_PAGE',
      arguments: { spaceId: 'MKT', title: 'A', body: { storage: { value: '<p/>' } } },
    });
    const stale = await execute(session, {
      tool_slug: 'CONFLUENCE_UPDATE_PAGE',
      arguments: {
        id: page.body.data.id,
        title: 'A',
        spaceId: '100',
        body: { storage: { value: '<p/>' } },
        version: { number: 1 },
      },
    });
    expect(stale.status).toBe(200);
    expect(stale.body).toMatchObject({
      error: 'Confluence answered 409: Version must be incremented when updating a page.',
      data: { errors: [{ code: 'CONFLICT' }] },
      log_id: expect.stringMatching(/^log_/),
    });
  });

  it('checks the arguments before anything is sent to Confluence', async () => {
    const session = await served.newSession();
    await served.connect(session);
    const before = served.confluence.calls.length;
    for (const args of [{}, { title: 'x' }, 'not json', [1], { spaceId: 1, title: 'x', body: {} }]) {
      const { status, body } = await execute(session, {
        tool_slug: 'CONFLUENCE_CREATE_PAGE',
        arguments: args,
      });
      expect(status).toBe(200);
      expect(body.error).toMatch(/^Invalid request data provided\n- |arguments/);
    }
    expect(served.confluence.calls).toHaveLength(before);
  });

  it('ignores arguments it does not know, and refuses a limit above the maximum', async () => {
    const session = await served.newSession();
    await served.connect(session);
    const run = (args: unknown) => execute(session, { tool_slug: 'CONFLUENCE_GET_SPACES', arguments: args });
    expect((await run({ colour: 'blue', cursor: null })).body.error).toBeNull();
    expect((await run({ limit: 100_000 })).body.error).toContain('limit');
  });

  it('says which space key nobody uses', async () => {
    const session = await served.newSession();
    await served.connect(session);
    const { body } = await execute(session, {
      tool_slug: 'CONFLUENCE_CREATE_PAGE',
      arguments: { spaceId: 'NOPE', title: 'A', body: { storage: { value: '<p/>' } } },
    });
    expect(body.error).toBe('No space with the key NOPE was found.');
  });

  it('runs meta tools through the same call, as wrapped tools of the SDK do', async () => {
    const session = await served.newSession();
    const { body } = await execute(session, {
      tool_slug: 'COMPOSIO_SEARCH_TOOLS',
      arguments: { queries: [{ use_case: 'list spaces' }] },
    });
    expect(body.data.results[0].primary_tool_slugs[0]).toBe('CONFLUENCE_GET_SPACES');
  });

  it('uses the newest account unless one is named, and never one that is switched off', async () => {
    const session = await served.newSession();
    const first = await served.connect(session);
    const second = await served.connect(session);
    const toolkit = await served.call('GET', `/tool_router/session/${session}/toolkits`);
    expect(toolkit.body.items[0].connected_account.id).toBe(second);
    for (const id of [first, second]) {
      await served.call('PATCH', `/connected_accounts/${id}/status`, { enabled: false });
    }
    expect((await execute(session, { tool_slug: 'CONFLUENCE_GET_SPACES' })).body.error.code).toBe(4302);
  });

  it('asks which account is meant when several may be used at once', async () => {
    const session = await served.newSession('u', { multi_account: { enable: true } });
    await served.connect(session);
    const second = await served.connect(session);
    expect((await execute(session, { tool_slug: 'CONFLUENCE_GET_SPACES' })).status).toBe(400);
    const named = await execute(session, { tool_slug: 'CONFLUENCE_GET_SPACES', account: second });
    expect(named.body.error).toBeNull();
  });
});
