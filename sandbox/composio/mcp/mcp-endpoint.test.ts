import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedComposio, serveComposio } from '../test-support/serve-composio.ts';

let served: ServedComposio;
const open: Client[] = [];

beforeEach(async () => {
  served = await serveComposio();
});

afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
  served.close();
});

function transportFor(session: string, key = 'ak_one') {
  return new StreamableHTTPClientTransport(new URL(`${served.base}/tool_router/${session}/mcp`), {
    requestInit: { headers: { 'x-api-key': key } },
  });
}

async function connectClient(session: string) {
  const client = new Client({ name: 'test', version: '1' });
  const transport = transportFor(session);
  await client.connect(transport);
  open.push(client);
  return { client, transport };
}

/** Calls a tool and reads the JSON in its one text block. */
async function callTool(client: Client, name: string, args: Record<string, unknown>) {
  const result = await client.callTool({ name, arguments: args });
  const content = result.content as { type: string; text: string }[];
  expect(content).toHaveLength(1);
  return { answer: JSON.parse(content[0]?.text ?? ''), isError: result.isError === true };
}

const names = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);

describe('the MCP endpoint, with the official client', () => {
  it('lists the meta tools, each with annotations', async () => {
    const { client } = await connectClient(await served.newSession());
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'COMPOSIO_SEARCH_TOOLS',
      'COMPOSIO_GET_TOOL_SCHEMAS',
      'COMPOSIO_MANAGE_CONNECTIONS',
      'COMPOSIO_MULTI_EXECUTE_TOOL',
      'COMPOSIO_REMOTE_WORKBENCH',
      'COMPOSIO_REMOTE_BASH_TOOL',
    ]);
    for (const tool of tools) {
      expect(typeof tool.annotations?.readOnlyHint).toBe('boolean');
      expect(typeof tool.annotations?.destructiveHint).toBe('boolean');
    }
  });

  it('lists what the settings of the session say', async () => {
    const list = async (config: Record<string, unknown>) =>
      names((await connectClient(await served.newSession('u', config))).client);

    expect(await list({ workbench: { enable: false } })).not.toContain('COMPOSIO_REMOTE_BASH_TOOL');
    expect(await list({ manage_connections: { enable: false, enable_wait_for_connections: true } })).toEqual(
      expect.not.arrayContaining(['COMPOSIO_MANAGE_CONNECTIONS', 'COMPOSIO_WAIT_FOR_CONNECTIONS']),
    );
    expect(await list({ manage_connections: { enable_wait_for_connections: true } })).toContain(
      'COMPOSIO_WAIT_FOR_CONNECTIONS',
    );
    expect(await list({ preload: { tools: ['CONFLUENCE_GET_SPACES'] } })).toContain('CONFLUENCE_GET_SPACES');
    const readOnly = await list({
      toolkits: { enable: ['confluence'] },
      tags: ['readOnlyHint'],
      preload: { tools: 'all' },
      manage_connections: { enable: false },
      workbench: { enable: false },
      search: { enable: false },
      execute: { enable_multi_execute: false },
    });
    expect(readOnly).toHaveLength(38);
    expect(readOnly).not.toContain('CONFLUENCE_CREATE_PAGE');
  });

  it('goes through the three phases: search, connect, execute', async () => {
    const session = await served.newSession('user-1', {
      toolkits: { enable: ['confluence'] },
      manage_connections: { enable: true, callback_url: 'http://localhost:3000/connections/callback' },
    });
    const { client } = await connectClient(session);

    const search = await callTool(client, 'COMPOSIO_SEARCH_TOOLS', {
      queries: [{ use_case: 'create a page' }, { use_case: 'add a label to a page' }],
      session: { generate_id: true },
    });
    const found = search.answer.data;
    expect(search.answer).toMatchObject({ successful: true, error: null });
    expect(found.results.map((one: { index: number }) => one.index)).toEqual([1, 2]);
    expect(found.results[1].primary_tool_slugs[0]).toBe('CONFLUENCE_ADD_CONTENT_LABEL');
    expect(found.tool_schemas.CONFLUENCE_CREATE_PAGE.input_schema.required).toEqual([
      'spaceId',
      'title',
      'body',
    ]);
    const related = found.results[0].related_tool_slugs[0];
    expect(found.tool_schemas[related].schemaRef.args.tool_slugs).toEqual([related]);
    expect(found.toolkit_connection_statuses[0].has_active_connection).toBe(false);
    expect(found.session.id).toMatch(/./);

    const early = await callTool(client, 'COMPOSIO_MULTI_EXECUTE_TOOL', {
      tools: [{ tool_slug: 'CONFLUENCE_GET_SPACES', arguments: {} }],
      sync_response_to_workbench: false,
    });
    expect(early.answer.data.results[0]).toEqual({
      tool_slug: 'CONFLUENCE_GET_SPACES',
      index: 0,
      response: null,
      error: 'No active connected account found for toolkit: confluence',
    });

    const link = await callTool(client, 'COMPOSIO_MANAGE_CONNECTIONS', { toolkits: ['confluence'] });
    expect(link.answer.data.results.confluence).toMatchObject({
      status: 'initiated',
      has_active_connection: false,
      redirect_url: expect.stringContaining(`${served.base}/link/lk_`),
      connected_account_id: expect.stringMatching(/^ca_/),
    });

    await served.connect(session);
    const again = await callTool(client, 'COMPOSIO_MANAGE_CONNECTIONS', { toolkits: ['confluence'] });
    expect(again.answer.data.results.confluence).toMatchObject({
      status: 'active',
      current_user_info: { display_name: 'Ada' },
    });

    const done = await callTool(client, 'COMPOSIO_MULTI_EXECUTE_TOOL', {
      tools: [
        {
          tool_slug: 'CONFLUENCE_CREATE_PAGE',
          // Models sometimes send the arguments as a JSON string, and null for what they leave out.
          arguments: JSON.stringify({
            spaceId: 'MKT',
            title: 'Phoenix',
            parentId: null,
            body: { storage: { value: '<p>Hi</p>', representation: 'storage' } },
          }),
        },
        { tool_slug: 'CONFLUENCE_GET_PAGE_BY_ID', arguments: { id: '999' } },
        { tool_slug: 'CONFLUENCE_CREATE_PAGE', arguments: { title: 'No space' } },
        { tool_slug: 'CONFLUENCE_NOTHING', arguments: {} },
      ],
      sync_response_to_workbench: false,
    });
    const { results, ...counts } = done.answer.data;
    expect(counts).toEqual({ total_count: 4, success_count: 1, error_count: 3 });
    expect(results[0]).toMatchObject({
      index: 0,
      error: null,
      response: { successful: true, error: null, data: { title: 'Phoenix', spaceId: '100' } },
    });
    expect(results[1].response).toMatchObject({
      successful: false,
      error: 'Confluence answered 404: Cannot find a page with id [999]',
      data: { errors: [{ code: 'NOT_FOUND' }] },
    });
    expect(results[2].error).toContain('spaceId');
    expect(results[3]).toMatchObject({ response: null, error: 'Tool CONFLUENCE_NOTHING not found.' });
  });

  it('answers schemas, and suggestions for names that do not exist', async () => {
    const { client } = await connectClient(await served.newSession());
    const { answer } = await callTool(client, 'COMPOSIO_GET_TOOL_SCHEMAS', {
      tool_slugs: ['CONFLUENCE_UPDATE_PAGE', 'CONFLUENCE_UPDATE_PAGES'],
    });
    expect(answer.data.tool_schemas.CONFLUENCE_UPDATE_PAGE.input_schema.required).toContain('version');
    expect(answer.data.not_found).toEqual(['CONFLUENCE_UPDATE_PAGES']);
    expect(answer.data.suggestions.CONFLUENCE_UPDATE_PAGES).toContain('CONFLUENCE_UPDATE_PAGE');
  });

  it('keeps denied tools from every door', async () => {
    const session = await served.newSession('user-1', {
      tools: { confluence: { disable: ['CONFLUENCE_CREATE_PAGE'] } },
      preload: { tools: ['CONFLUENCE_CREATE_PAGE', 'CONFLUENCE_GET_SPACES'] },
    });
    await served.connect(session);
    const { client } = await connectClient(session);
    expect(await names(client)).not.toContain('CONFLUENCE_CREATE_PAGE');
    await expect(callTool(client, 'CONFLUENCE_CREATE_PAGE', {})).rejects.toThrow('not found');
    const { answer } = await callTool(client, 'COMPOSIO_MULTI_EXECUTE_TOOL', {
      tools: [{ tool_slug: 'CONFLUENCE_CREATE_PAGE', arguments: {} }],
      sync_response_to_workbench: false,
    });
    expect(answer.data.results[0].error).toMatch(/^\[Session Restriction\] Tool 'CONFLUENCE_CREATE_PAGE'/);
    const search = await callTool(client, 'COMPOSIO_SEARCH_TOOLS', {
      queries: [{ use_case: 'create a page' }],
    });
    expect(Object.keys(search.answer.data.tool_schemas)).not.toContain('CONFLUENCE_CREATE_PAGE');
    const http = await served.call('POST', `/tool_router/session/${session}/execute`, {
      tool_slug: 'CONFLUENCE_CREATE_PAGE',
    });
    expect(http.status).toBe(400);
  });

  it('says in words that a toolkit is disabled', async () => {
    const session = await served.newSession('user-1', { toolkits: { disable: ['confluence'] } });
    const { client } = await connectClient(session);
    const { answer } = await callTool(client, 'COMPOSIO_MULTI_EXECUTE_TOOL', {
      tools: [{ tool_slug: 'CONFLUENCE_GET_SPACES', arguments: {} }],
      sync_response_to_workbench: false,
    });
    expect(answer.data.results[0].error).toBe(
      "[Session Restriction] Toolkit 'confluence' is disabled for this session. You cannot execute tools from this toolkit.",
    );
  });

  it('answers direct calls of preloaded tools, and marks failures', async () => {
    const session = await served.newSession('user-1', {
      preload: { tools: ['CONFLUENCE_GET_SPACES', 'CONFLUENCE_GET_PAGE_BY_ID'] },
    });
    await served.connect(session);
    const { client } = await connectClient(session);
    const spaces = await callTool(client, 'CONFLUENCE_GET_SPACES', {});
    expect(spaces.answer).toEqual({
      successful: true,
      data: expect.anything(),
      error: null,
      log_id: expect.stringMatching(/^log_/),
      version: expect.any(String),
      is_latest_version: true,
      mercury_last_http_status_code: 200,
      logs: [
        expect.objectContaining({ level: 'info', message: expect.stringMatching(/^GET .* answered 200$/) }),
      ],
    });
    expect(spaces.answer.data.results[0].key).toBe('MKT');
    expect(await callTool(client, 'CONFLUENCE_GET_PAGE_BY_ID', { id: '1' })).toMatchObject({
      isError: true,
      answer: { successful: false },
    });
  });

  it('has no workbench, and says so', async () => {
    const { client } = await connectClient(await served.newSession());
    expect(await callTool(client, 'COMPOSIO_REMOTE_BASH_TOOL', { command: 'ls' })).toMatchObject({
      isError: true,
      answer: { successful: false, error: expect.stringContaining('no remote workbench') },
    });
  });

  it('refuses more than 50 tools in one call', async () => {
    const { client } = await connectClient(await served.newSession());
    const tools = Array.from({ length: 51 }, () => ({ tool_slug: 'CONFLUENCE_GET_SPACES', arguments: {} }));
    const { answer } = await callTool(client, 'COMPOSIO_MULTI_EXECUTE_TOOL', {
      tools,
      sync_response_to_workbench: false,
    });
    expect(answer).toMatchObject({ successful: false, error: expect.stringContaining('tools') });
  });

  it('waits for a connection until the person has finished', async () => {
    const session = await served.newSession('user-1', {
      manage_connections: { enable_wait_for_connections: true },
    });
    const { client } = await connectClient(session);
    await served.newLink(session);
    const waiting = callTool(client, 'COMPOSIO_WAIT_FOR_CONNECTIONS', { toolkits: ['confluence'] });
    await served.connect(session);
    expect((await waiting).answer.data.results.confluence).toMatchObject({
      status: 'ACTIVE',
      has_active_connection: true,
    });
  });

  it('ends a connection on DELETE, after which it has to be opened again', async () => {
    const session = await served.newSession();
    const { transport } = await connectClient(session);
    const id = transport.sessionId ?? '';
    const send = (method: string, body?: string) =>
      fetch(`${served.base}/tool_router/${session}/mcp`, {
        method,
        headers: {
          'x-api-key': 'ak_one',
          'mcp-session-id': id,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        ...(body ? { body } : {}),
      });
    const list = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
    expect((await send('POST', list)).status).toBe(200);
    await transport.terminateSession();
    expect((await send('POST', list)).status).toBe(404);
    expect((await send('DELETE')).status).toBe(404);
  });

  it.each([
    ['no key', 'POST', {}, 401],
    ['another kind of key', 'POST', { 'x-api-key': 'uak_one' }, 401],
    ["another project's key", 'POST', { 'x-api-key': 'ak_other' }, 404],
    ['GET, as there is no stream', 'GET', { 'x-api-key': 'ak_one' }, 405],
    ['DELETE without a connection', 'DELETE', { 'x-api-key': 'ak_one' }, 204],
  ])('answers %s', async (_case, method, headers, status) => {
    const session = await served.newSession();
    const response = await fetch(`${served.base}/tool_router/${session}/mcp`, {
      method,
      headers: {
        ...headers,
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      },
      ...(method === 'POST' ? { body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' } : {}),
    });
    expect(response.status).toBe(status);
    await response.body?.cancel();
  });
});
