import { request as httpRequest } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionConfigSchema } from '../sessions/session-config.ts';
import { type ServedComposio, serveComposio } from '../test-support/serve-composio.ts';
import { listTools } from './list-tools.ts';

const BOTH = 'application/json, text/event-stream';

let served: ServedComposio;
let session: string;
const open: Client[] = [];

beforeEach(async () => {
  served = await serveComposio();
  session = await served.newSession('user-1', {
    toolkits: { enable: ['confluence'] },
    preload: { tools: ['CONFLUENCE_GET_SPACES'] },
  });
});

afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
  served.close();
});

const endpoint = () => `${served.base}/tool_router/${session}/mcp`;

async function connectClient() {
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(endpoint()), {
    requestInit: { headers: { 'x-api-key': 'ak_one' } },
  });
  await client.connect(transport);
  open.push(client);
  return { client, connection: transport.sessionId ?? '' };
}

function post(message: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) {
  return fetch(endpoint(), {
    method: 'POST',
    headers: { 'x-api-key': 'ak_one', accept: BOTH, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(message),
    ...(signal ? { signal } : {}),
  });
}

const rpc = (method: string, params: unknown = {}, id = 1) => ({ jsonrpc: '2.0', id, method, params });

const manySpaces = (count: number) => ({
  name: 'COMPOSIO_MULTI_EXECUTE_TOOL',
  arguments: {
    tools: Array.from({ length: count }, () => ({ tool_slug: 'CONFLUENCE_GET_SPACES', arguments: {} })),
    sync_response_to_workbench: false,
  },
});

/** Holds back every call to Confluence until `release`. */
function holdConfluence() {
  const { app } = served.confluence;
  const answer = app.fetch;
  const gate = Promise.withResolvers<void>();
  let waiting = 0;
  app.fetch = async (...args) => {
    waiting += 1;
    await gate.promise;
    return answer(...args);
  };
  return { release: gate.resolve, waiting: () => waiting };
}

describe('progress', () => {
  it('tells of each finished tool of a multi-execute, and then gives the result', async () => {
    await served.connect(session);
    const { client } = await connectClient();
    const heard: { progress: number; total?: number | undefined; message?: string | undefined }[] = [];
    const result = await client.callTool(manySpaces(3), undefined, {
      onprogress: (told) => heard.push(told),
    });
    expect(heard).toEqual(
      [1, 2, 3].map((progress) => ({ progress, total: 3, message: 'CONFLUENCE_GET_SPACES' })),
    );
    expect(result.isError).toBeUndefined();
  });

  it('tells of a search once', async () => {
    const { client } = await connectClient();
    const onprogress = vi.fn();
    const queries = [{ use_case: 'create a page' }];
    await client.callTool({ name: 'COMPOSIO_SEARCH_TOOLS', arguments: { queries } }, undefined, {
      onprogress,
    });
    expect(onprogress).toHaveBeenCalledExactlyOnceWith({ progress: 1, total: 1, message: 'searched' });
  });
});

describe('cancellation', () => {
  it.each([
    ['a stream', { progressToken: 'p' }, 200],
    ['JSON', undefined, 202],
  ])(
    'ends a call that is answered as %s, without a result and with no further tool begun',
    async (_as, meta, status) => {
      await served.connect(session);
      const { connection } = await connectClient();
      const headers = { 'mcp-session-id': connection };
      const hold = holdConfluence();
      const call = post(
        rpc('tools/call', { ...manySpaces(40), ...(meta ? { _meta: meta } : {}) }, 7),
        headers,
      );
      await vi.waitFor(() => expect(hold.waiting()).toBe(10));
      const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } };
      expect((await post(cancel, headers)).status).toBe(202);
      const response = await call;
      expect(response.status).toBe(status);
      expect(await response.text()).not.toContain('result');
      hold.release();
      // Another call on the same connection is served, and by then nothing more of the cancelled one has begun.
      expect((await post(rpc('tools/call', manySpaces(1)), headers)).status).toBe(200);
      expect(hold.waiting()).toBe(11);
    },
  );

  it('does not reach a request of another connection', async () => {
    await served.connect(session);
    const [one, other] = [await connectClient(), await connectClient()];
    const hold = holdConfluence();
    const call = post(rpc('tools/call', manySpaces(1), 7), { 'mcp-session-id': one.connection });
    await vi.waitFor(() => expect(hold.waiting()).toBe(1));
    const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } };
    await post(cancel, { 'mcp-session-id': other.connection });
    hold.release();
    expect(await (await call).json()).toHaveProperty('result');
  });

  it('is not what a lost connection means: the call goes on', async () => {
    await served.connect(session);
    const { connection } = await connectClient();
    const hold = holdConfluence();
    const gone = new AbortController();
    const call = post(rpc('tools/call', manySpaces(20)), { 'mcp-session-id': connection }, gone.signal);
    await vi.waitFor(() => expect(hold.waiting()).toBe(10));
    gone.abort();
    await expect(call).rejects.toThrow();
    hold.release();
    await vi.waitFor(() => expect(hold.waiting()).toBe(20));
  });

  it('comes with DELETE to everything that runs', async () => {
    await served.connect(session);
    const { connection } = await connectClient();
    const hold = holdConfluence();
    const call = post(rpc('tools/call', manySpaces(1)), { 'mcp-session-id': connection });
    await vi.waitFor(() => expect(hold.waiting()).toBe(1));
    const headers = { 'x-api-key': 'ak_one', 'mcp-session-id': connection };
    expect((await fetch(endpoint(), { method: 'DELETE', headers })).status).toBe(204);
    expect((await call).status).toBe(202);
    hold.release();
  });
});

describe('the protocol', () => {
  const progress = { _meta: { progressToken: 1 } };

  it.each([
    ['both types', BOTH, {}, 'application/json'],
    ['both types and progress', BOTH, progress, 'text/event-stream'],
    ['a stream only', 'text/event-stream', {}, 'text/event-stream'],
    ['JSON only, and progress', 'application/json', progress, 'application/json'],
  ])('answers a client that accepts %s', async (_case, accept, meta, type) => {
    const response = await post(rpc('tools/call', { name: 'CONFLUENCE_GET_SPACES', ...meta }), { accept });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toContain('"result"');
  });

  it.each([
    ['no type it has', 406, { accept: 'text/html' }, rpc('ping')],
    ['another type of body', 415, { 'content-type': 'text/plain' }, rpc('ping')],
    ['an unknown version', 400, { 'mcp-protocol-version': '1999-01-01' }, rpc('ping')],
    ['an unknown connection', 404, { 'mcp-session-id': 'nobody' }, rpc('ping')],
    ['a batch where there are none', 400, { 'mcp-protocol-version': '2025-06-18' }, [rpc('ping')]],
    ['an empty batch', 400, {}, []],
    ['a batch that begins a connection', 400, {}, [rpc('initialize')]],
    ['what is no message', 400, {}, { hello: 'there' }],
  ])(
    'refuses %s with an error of JSON-RPC',
    async (_case, status, headers: Record<string, string>, message) => {
      const response = await post(message, headers);
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({
        jsonrpc: '2.0',
        error: { code: expect.any(Number) },
        id: null,
      });
    },
  );

  it('answers a batch of the version that had them', async () => {
    const response = await post([rpc('ping', {}, 1), rpc('tools/list', {}, 2)], {
      'mcp-protocol-version': '2025-03-26',
    });
    const answers = await response.json();
    expect(answers.map(({ id }: { id: number }) => id)).toEqual([1, 2]);
  });

  it.each([
    ['a version it knows', '2025-03-26', '2025-03-26'],
    ['a version it does not know', '1999-01-01', '2025-11-25'],
  ])('agrees on %s', async (_case, protocolVersion, agreed) => {
    const response = await post(
      rpc('initialize', { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } }),
    );
    expect(response.headers.get('mcp-session-id')).toMatch(/./);
    expect((await response.json()).result.protocolVersion).toBe(agreed);
  });

  it.each([
    ['a tool that is not there', 'tools/call', { name: 'NOTHING' }, -32_602],
    ['a call without a name', 'tools/call', { arguments: {} }, -32_602],
    [
      'arguments that are no object',
      'tools/call',
      { name: 'CONFLUENCE_GET_SPACES', arguments: 'x' },
      -32_602,
    ],
    ['a cursor that is not its own', 'tools/list', { cursor: 'abc' }, -32_602],
    ['a cursor that is no text', 'tools/list', { cursor: 5 }, -32_602],
    ['a method it does not have', 'prompts/list', {}, -32_601],
  ])('answers %s with the code for it', async (_case, method, params, code) => {
    const answer = await (await post(rpc(method, params))).json();
    expect(answer).toMatchObject({ id: 1, error: { code } });
  });

  it('answers ping and a log level with an empty result', async () => {
    const { client } = await connectClient();
    expect(await client.ping()).toEqual({});
    expect(await client.setLoggingLevel('warning')).toEqual({});
  });

  it.each([
    ['Host', { host: 'evil.example' }],
    ['Origin', { origin: 'http://evil.example' }],
    ['opaque Origin', { origin: 'null' }],
  ])('refuses a web page elsewhere, known by its %s', async (_case, headers) => {
    const status = await new Promise((resolve, reject) => {
      const options = { method: 'POST', headers: { 'x-api-key': 'ak_one', accept: BOTH, ...headers } };
      httpRequest(endpoint(), options, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end(JSON.stringify(rpc('ping')));
    });
    expect(status).toBe(403);
  });

  it('serves a page of this machine', async () => {
    expect((await post(rpc('ping'), { origin: 'http://localhost:6274' })).status).toBe(200);
  });
});

describe('listTools', () => {
  const config = sessionConfigSchema.parse({ preload: { tools: 'all' } });

  it('gives each tool once over all pages, in the order of one page', () => {
    const whole = listTools(config, undefined);
    expect(whole.nextCursor).toBeUndefined();
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = listTools(config, cursor, 7);
      expect(page.tools.length).toBeLessThanOrEqual(7);
      names.push(...page.tools.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(names).toEqual(whole.tools.map(({ name }) => name));
    expect(names.length).toBeGreaterThan(60);
  });

  it('annotates every tool, of Composio and of the app', () => {
    for (const { annotations } of listTools(config, undefined).tools) {
      expect(annotations).toMatchObject({
        readOnlyHint: expect.any(Boolean),
        destructiveHint: expect.any(Boolean),
      });
    }
  });
});
