import type { Server } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { serve } from '@hono/node-server';
import { createComposio } from '../composio.ts';
import { createBrowser } from './browser.ts';
import { createFakeConfluence } from './fake-confluence.ts';

/** The Composio stand-in on a port of its own, over an empty database and a fake Confluence, with a clock to turn. */
export async function serveComposio() {
  const confluence = createFakeConfluence();
  const db = new DatabaseSync(':memory:');
  let time = Date.parse('2026-03-02T09:00:00.000Z');
  const composio = createComposio({ db, confluence: confluence.app, now: () => new Date(time) });
  const { server, port } = await new Promise<{ server: Server; port: number }>((resolve) => {
    const started = serve({ fetch: composio.fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
      resolve({ server: started as Server, port: info.port }),
    );
  });
  const base = `http://127.0.0.1:${port}`;

  /** Calls the API with a project key and reads the JSON answer. */
  async function call(method: string, path: string, body?: unknown, key = 'ak_one') {
    const response = await fetch(`${base}/api/v3.1${path}`, {
      method,
      headers: key === '' ? {} : { 'x-api-key': key },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  /** Makes a session of a user and returns its id. */
  async function newSession(userId = 'user-1', config: Record<string, unknown> = {}): Promise<string> {
    const { body } = await call('POST', '/tool_router/session', { user_id: userId, ...config });
    return body.session_id;
  }

  async function newLink(session: string, callbackUrl?: string) {
    const { body } = await call('POST', `/tool_router/session/${session}/link`, {
      toolkit: 'confluence',
      ...(callbackUrl ? { callback_url: callbackUrl } : {}),
    });
    return { url: String(body.redirect_url), accountId: String(body.connected_account_id) };
  }

  /** Connects the user of a session, with consent. */
  async function connect(session: string): Promise<string> {
    const link = await newLink(session);
    const browser = createBrowser(base);
    const state = await browser.reachConsent(link.url);
    await browser.returnWith({ state, code: 'good' });
    return link.accountId;
  }

  async function accountStatus(id: string) {
    const { body } = await call('GET', `/connected_accounts/${id}`);
    return { status: body.status, reason: body.status_reason };
  }

  return {
    base,
    confluence,
    call,
    newSession,
    newLink,
    connect,
    accountStatus,
    advance: (minutes: number) => {
      time += minutes * 60_000;
    },
    composio,
    now: () => new Date(time),
    close: () => {
      composio.close();
      server.close();
      server.closeAllConnections();
      db.close();
    },
  };
}

export type ServedComposio = Awaited<ReturnType<typeof serveComposio>>;
