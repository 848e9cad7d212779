import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedSandbox, serveSandbox } from '../test-support/serve-sandbox.ts';

const ADA = { authorization: `Basic ${Buffer.from('ada@example.com:token').toString('base64')}` };
const KEY = { 'x-api-key': 'ak_one', 'content-type': 'application/json' };
const SPACES = '/wiki/api/v2/spaces';

let served: ServedSandbox;

beforeEach(async () => {
  served = await serveSandbox({ control: true });
});

afterEach(() => served.close());

async function control(method: string, path: string, body?: unknown) {
  const response = await fetch(`${served.base}/control${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(json));
  return json;
}

const fault = (kind: Record<string, unknown>, rule: Record<string, unknown> = {}) =>
  control('POST', '/faults', { ...rule, fault: kind });

const get = (path: string, headers: Record<string, string> = ADA) =>
  fetch(`${served.base}${path}`, { headers });

/** Reads an answer byte by byte, as `fetch` hides what came before a connection broke. */
function readRaw(path: string, headers: Record<string, string> = ADA) {
  return new Promise<{ status: number | undefined; bytes: number; broken: boolean }>((resolve) => {
    let bytes = 0;
    const asked = httpRequest(`${served.base}${path}`, { headers }, (response) => {
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('close', () => resolve({ status: response.statusCode, bytes, broken: !response.complete }));
      response.on('error', () => {});
    });
    asked.on('error', () => resolve({ status: undefined, bytes, broken: true }));
    asked.end();
  });
}

async function newSession() {
  const body = JSON.stringify({ user_id: 'u1', toolkits: { enable: ['confluence'] } });
  const made = await fetch(`${served.base}/api/v3.1/tool_router/session`, {
    method: 'POST',
    headers: KEY,
    body,
  });
  return (await made.json()).session_id as string;
}

async function connectedSession() {
  await control('POST', '/seed', { connect: { userId: 'u1', apiKey: 'ak_one' } });
  return newSession();
}

function execute(session: string, tool: string, args: Record<string, unknown>) {
  return fetch(`${served.base}/api/v3.1/tool_router/session/${session}/execute`, {
    method: 'POST',
    headers: KEY,
    body: JSON.stringify({ tool_slug: tool, arguments: args }),
  });
}

describe('status', () => {
  it.each([
    [SPACES, { errors: [{ status: 500 }] }],
    ['/wiki/rest/api/user/current', { statusCode: 500 }],
    ['/api/v3.1/toolkits', { error: { status: 500, message: expect.any(String), code: expect.any(Number) } }],
    ['/tool_router/trs_x/mcp', { jsonrpc: '2.0', error: { code: -32_603 }, id: null }],
    ['/atlassian/oauth/token', { error: 'server_error' }],
    ['/openai/v1/models', { error: { type: 'server_error', param: null, code: null } }],
  ])('comes to %s in the envelope of its surface', async (path, body) => {
    await fault({ kind: 'status', status: 500 });
    const response = await get(path);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject(body);
  });

  it('comes with the body and headers it names, to those it matches, so often as it says', async () => {
    const custom = { kind: 'status', status: 418, body: 'short', headers: { 'x-tea': 'yes' } };
    const { id } = await fault(custom, { match: { person: 'ada', path: '/wiki/api/**' }, times: 1 });
    const first = await get(SPACES);
    expect([first.status, first.headers.get('x-tea'), await first.text()]).toEqual([418, 'yes', 'short']);
    expect((await get(SPACES)).status).toBe(200);
    expect(await control('GET', `/faults/${id}`)).toMatchObject({ struck: 1 });
  });

  it('limits rates with the headers of the surface', async () => {
    await fault({ kind: 'rate_limit', retryAfter: 3 });
    const confluence = await get(SPACES);
    expect(confluence.status).toBe(429);
    expect(confluence.headers.get('retry-after')).toBe('3');
    expect(confluence.headers.get('ratelimit-reason')).toMatch(/^confluence-quota/);
    const model = await get('/openai/v1/models', { authorization: 'Bearer sk-test' });
    expect(model.headers.get('retry-after-ms')).toBe('3000');
    expect(await model.json()).toMatchObject({ error: { code: 'rate_limit_exceeded' } });
  });
});

describe('broken connections', () => {
  it('are cut at once, without a byte, and nothing is carried out', async () => {
    await fault({ kind: 'cut' }, { match: { method: 'POST', surface: 'confluence' } });
    const { results } = await (await get(`${SPACES}?keys=MKT`)).json();
    const body = JSON.stringify({
      spaceId: results[0].id,
      title: 'Never written',
      body: { representation: 'storage', value: '<p>x</p>' },
    });
    const headers = { ...ADA, 'content-type': 'application/json' };
    const asked = fetch(`${served.base}/wiki/api/v2/pages`, { method: 'POST', headers, body });
    await expect(asked).rejects.toThrow('fetch failed');
    const found = await (await get('/wiki/api/v2/pages?title=Never%20written')).json();
    expect(found.results).toEqual([]);
  });

  it('are cut after so many bytes of the answer', async () => {
    await fault({ kind: 'cut', bytes: 25 });
    expect(await readRaw(SPACES)).toEqual({ status: 200, bytes: 25, broken: true });
  });

  it('hang until the client goes away', async () => {
    const { id } = await fault({ kind: 'hang' });
    const gone = new AbortController();
    const asked = fetch(`${served.base}${SPACES}`, { headers: ADA, signal: gone.signal });
    await control('GET', '/requests?surface=confluence&wait=1');
    gone.abort();
    await expect(asked).rejects.toThrow();
    const { requests } = await control('GET', '/requests?surface=confluence&done=1&wait=1');
    expect(requests).toMatchObject([{ status: null, fault: { rule: id, kind: 'hang' } }]);
  });

  it('hang until the time is up, or the rule is removed', async () => {
    await fault({ kind: 'hang', ms: 20 }, { times: 1 });
    expect((await readRaw(SPACES)).broken).toBe(true);
    const { id } = await fault({ kind: 'hang' });
    const asked = readRaw(SPACES);
    await control('GET', '/requests?surface=confluence&count=2&wait=1');
    await control('DELETE', `/faults/${id}`);
    expect((await asked).broken).toBe(true);
  });

  it.each([
    [{ kind: 'cut' }, undefined],
    [{ kind: 'status', status: 502 }, 502],
  ])('come after the effect with %j: the page is there, and its answer is not', async (loss, status) => {
    const session = await connectedSession();
    await fault({ kind: 'after_effect', loss }, { match: { tool: 'CONFLUENCE_CREATE_PAGE' }, times: 1 });
    const title = 'Written once';
    const body = { storage: { value: '<p>x</p>', representation: 'storage' } };
    const asked = execute(session, 'CONFLUENCE_CREATE_PAGE', { spaceId: 'MKT', title, body });
    const answered = await asked.then(({ status }) => status).catch(() => undefined);
    expect(answered).toBe(status);
    const found = await (await get(`/wiki/api/v2/pages?title=${encodeURIComponent(title)}`)).json();
    expect(found.results).toHaveLength(1);
  });

  it('inside the sandbox are seen by the tool, and not by its caller', async () => {
    const session = await connectedSession();
    await fault({ kind: 'status', status: 503 }, { match: { surface: 'confluence' } });
    const answer = await execute(session, 'CONFLUENCE_GET_SPACES', {});
    expect(answer.status).toBe(200);
    expect((await answer.json()).error).toEqual(expect.any(String));
  });
});

describe('changed answers', () => {
  const ask = (stream: boolean) =>
    fetch(`${served.base}/openai/v1/responses`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5', input: 'Hello', stream }),
    });
  const eventsOf = (text: string) => text.split('\n\n').filter((event) => event.trim() !== '');

  it('are JSON that cannot be read, in a body and in every event', async () => {
    await fault({ kind: 'malformed' });
    const body = await (await get(SPACES)).text();
    expect(() => JSON.parse(body)).toThrow();
    const events = eventsOf(await (await ask(true)).text());
    expect(events.length).toBeGreaterThan(3);
    for (const event of events) {
      const data = /^data: ?(.*)$/m.exec(event)?.[1];
      expect(() => JSON.parse(data ?? '')).toThrow();
    }
  });

  it('have every event twice', async () => {
    const once = eventsOf(await (await ask(true)).text()).length;
    await fault({ kind: 'duplicate' });
    const events = eventsOf(await (await ask(true)).text());
    expect(events).toHaveLength(once * 2);
    for (let i = 0; i < events.length; i += 2) expect(events[i]).toBe(events[i + 1]);
  });

  it('come later', async () => {
    await fault({ kind: 'delay', ms: 60 });
    const began = performance.now();
    expect((await get(SPACES)).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThanOrEqual(59);
  });

  it('have huge data of the tool that is matched', async () => {
    const session = await connectedSession();
    await fault({ kind: 'huge', bytes: 200_000 }, { match: { tool: 'CONFLUENCE_GET_SPACES' } });
    const spaces = await (await execute(session, 'CONFLUENCE_GET_SPACES', {})).json();
    expect(JSON.stringify(spaces.data).length).toBeGreaterThanOrEqual(200_000);
    const user = await (await execute(session, 'CONFLUENCE_GET_CURRENT_USER', {})).json();
    expect(JSON.stringify(user.data).length).toBeLessThan(5000);
  });

  it('take the latency of their surface', async () => {
    await control('PUT', '/latency', { confluence: 60 });
    const began = performance.now();
    await get(SPACES);
    expect(performance.now() - began).toBeGreaterThanOrEqual(59);
    await control('DELETE', '/latency');
    expect(await control('GET', '/latency')).toEqual({});
  });
});
