import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createBrowser } from '../../composio/test-support/browser.ts';
import { createSandbox } from '../../server.ts';
import { plan } from '../plan.ts';
import type { OfferedTool } from '../toolbox.ts';
import type { TranscriptItem } from '../transcript.ts';

type Wrapped = { data: Record<string, unknown>; error: string | null };
export type Action = { slug: string; given: Record<string, unknown> };
export type Turn = { answer: string; steps: string[][]; actions: Action[] };

const HEADERS = { 'x-api-key': 'ak_model', 'content-type': 'application/json' };
const ADMIN = `Basic ${Buffer.from('admin@example.com:token').toString('base64')}`;
export const META = [
  'COMPOSIO_SEARCH_TOOLS',
  'COMPOSIO_GET_TOOL_SCHEMAS',
  'COMPOSIO_MULTI_EXECUTE_TOOL',
  'COMPOSIO_MANAGE_CONNECTIONS',
].map((name) => ({ name, description: '', parameters: null }));

/** The real sandbox with Confluence connected as its administrator, and the model talking to it as the app would. */
export async function startRealSandbox() {
  const sandbox = createSandbox({ file: ':memory:' });
  const { server, base } = await new Promise<{ server: Server; base: string }>((resolve) => {
    const started = serve({ fetch: sandbox.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ server: started as Server, base: `http://127.0.0.1:${port}` }),
    );
  });
  const router = `${base}/api/v3.1/tool_router/session`;
  const post = async (path: string, body: unknown) =>
    (
      await fetch(`${router}${path}`, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) })
    ).json();

  const { session_id: session } = await post('', { user_id: 'u1', toolkits: { enable: ['confluence'] } });
  await connect(base, (await post(`/${session}/link`, { toolkit: 'confluence' })).redirect_url);

  /** Runs a tool past the model. */
  async function run(slug: string, given: unknown): Promise<Wrapped> {
    return post(`/${session}/execute`, { tool_slug: slug, arguments: given });
  }

  async function call(name: string, input: unknown): Promise<string> {
    const answer = name.startsWith('COMPOSIO_')
      ? await post(`/${session}/execute_meta`, { slug: name, arguments: input })
      : await run(name, input);
    return JSON.stringify({ successful: answer.error == null, ...answer });
  }

  /** Plays one message to the end of its turn. Steps are the function calls that went out side by side. */
  async function ask(text: string, tools: readonly OfferedTool[] = META): Promise<Turn> {
    const items: TranscriptItem[] = [{ kind: 'user', text }];
    const turn: Turn = { answer: '', steps: [], actions: [] };
    for (;;) {
      const next = plan(items, tools);
      if (next.kind === 'text') return { ...turn, answer: next.text };
      turn.steps.push(next.calls.map(({ name }) => name));
      for (const { name, input } of next.calls) {
        turn.actions.push(...actionsOf(name, input));
        items.push({ kind: 'tool', name, input: JSON.stringify(input), output: await call(name, input) });
      }
    }
  }

  /** Reads Confluence itself, past Composio, as its administrator. */
  async function confluence(path: string) {
    return (await fetch(`${base}/wiki${path}`, { headers: { authorization: ADMIN } })).json();
  }

  const stop = () => {
    server.close();
    server.closeAllConnections();
    sandbox.close();
  };
  return { ask, run, confluence, stop };
}

function actionsOf(name: string, input: Record<string, unknown>): Action[] {
  if (name !== 'COMPOSIO_MULTI_EXECUTE_TOOL') {
    return name.startsWith('COMPOSIO_') ? [] : [{ slug: short(name), given: input }];
  }
  const list = input.tools as { tool_slug: string; arguments: Record<string, unknown> }[];
  return list.map((tool) => ({ slug: short(tool.tool_slug), given: tool.arguments }));
}

function short(slug: string): string {
  return slug.replace('CONFLUENCE_', '');
}

/** Goes through the link page and the consent form as Ada. */
async function connect(base: string, link: string): Promise<void> {
  const browser = createBrowser(base);
  await browser.open(link);
  const consent = await browser.open(
    browser.target(await browser.submit(link, { action: 'continue', subdomain: 'acme' })).href,
  );
  const hidden = [...(await consent.text()).matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
  const decided = await browser.submit('/atlassian/authorize', {
    ...fields,
    user: 'ada',
    site: 'acme',
    decision: 'accept',
  });
  await browser.open(browser.target(decided).href);
}
