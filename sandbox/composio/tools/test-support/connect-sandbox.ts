import { Composio } from '@composio/core';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { serveSandbox } from '../../../test-support/serve-sandbox.ts';
import { createBrowser } from '../../test-support/browser.ts';
import type { Json, TestSite } from './tool-case.ts';

const basic = (person: string) => `Basic ${Buffer.from(`${person}@example.com:token`).toString('base64')}`;

function openSite(base: string): TestSite {
  const wiki = `${base}/wiki`;
  const noCheck = { 'x-atlassian-token': 'no-check' };
  return {
    async rest(method, path, body, person = 'admin') {
      const response = await fetch(wiki + path, {
        method,
        headers: { authorization: basic(person), 'content-type': 'application/json', ...noCheck },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
      return text === '' ? {} : JSON.parse(text);
    },
    async attach(contentId, name, text) {
      const form = new FormData();
      form.append('file', new Blob([text], { type: 'text/plain' }), name);
      const response = await fetch(`${wiki}/rest/api/content/${contentId}/child/attachment`, {
        method: 'POST',
        headers: { authorization: basic('admin'), ...noCheck },
        body: form,
      });
      if (!response.ok) throw new Error(`Attaching answered ${response.status}: ${await response.text()}`);
      return (await response.json()).results[0].id;
    },
  };
}

/** Goes through the link and the consent page as one person of the site. */
async function giveConsent(base: string, link: string, person: string): Promise<void> {
  const browser = createBrowser(base);
  await browser.open(link);
  const entered = await browser.submit(link, { action: 'continue', subdomain: 'acme' });
  const consent = await (await browser.open(browser.target(entered).href)).text();
  const hidden = [...consent.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  const decided = await browser.submit('/atlassian/authorize', {
    ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])),
    user: person,
    site: 'acme',
    decision: 'accept',
  });
  await browser.open(browser.target(decided).href);
}

/**
 * The whole sandbox over HTTP, with people of the site connected through the real link and consent. Each is a user of
 * the same name, with the official MCP client in a session and with the unmodified SDK.
 * @param preloaded the tools that the sessions list under their own names
 */
export async function connectSandbox(people: string[], preloaded: string[] = []) {
  const served = await serveSandbox();
  const { base } = served;
  const composio = new Composio({
    apiKey: 'ak_all',
    baseURL: base,
    allowTracking: false,
    disableVersionCheck: true,
  });
  const clients = new Map<string, Client>();

  for (const person of people) {
    const session = await composio.create(person, {
      toolkits: ['confluence'],
      preload: { tools: preloaded },
      mcp: true,
    });
    const request = await session.authorize('confluence', { callbackUrl: 'http://localhost:3000/back' });
    await giveConsent(base, request.redirectUrl ?? '', person);
    await request.waitForConnection(5000);
    const client = new Client({ name: 'tools', version: '1' });
    const headers = session.mcp.headers ?? {};
    await client.connect(
      new StreamableHTTPClientTransport(new URL(session.mcp.url), { requestInit: { headers } }),
    );
    clients.set(person, client);
  }

  /** Calls a tool over MCP and reads the JSON in its one text block. */
  async function callTool(name: string, args: Json, person = 'ada'): Promise<Json> {
    const result = await clients.get(person)?.callTool({ name, arguments: args });
    const [block] = Array.isArray(result?.content) ? result.content : [];
    return JSON.parse(block.text);
  }

  async function multiExecute(tools: Json, person?: string): Promise<Json> {
    const args = { tools, sync_response_to_workbench: false, thought: 'all at once' };
    return callTool('COMPOSIO_MULTI_EXECUTE_TOOL', args, person);
  }

  /** Runs one tool through COMPOSIO_MULTI_EXECUTE_TOOL. */
  async function viaMulti(slug: string, input: Json, person?: string): Promise<Json> {
    const { data } = await multiExecute([{ tool_slug: slug, arguments: input }], person);
    const [{ response, error }] = data.results;
    return response ?? { successful: false, error };
  }

  return {
    site: openSite(base),
    callTool,
    multiExecute,
    viaMulti,
    /** Runs one tool outside of sessions, with the SDK. */
    execute: (slug: string, input: Json, userId = 'ada'): Promise<Json> =>
      composio.tools.execute(slug, { userId, arguments: input, version: '20260817_00' }),
    async close() {
      for (const client of clients.values()) await client.close();
      served.close();
    },
  };
}

export type ConnectedSandbox = Awaited<ReturnType<typeof connectSandbox>>;
