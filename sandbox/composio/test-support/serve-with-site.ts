import type { Server } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { Composio } from '@composio/core';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createConfluence } from '../../confluence/confluence.ts';
import { defaultSettings, type Site } from '../../confluence/site.ts';
import { createComposio } from '../composio.ts';
import { createBrowser } from './browser.ts';

const SITE_PATHS = ['/wiki', '/ex', '/_edge', '/atlassian'];

/** Composio over the real stand-in of Confluence, on a port of its own, with a clock that can be moved on. */
export async function serveWithSite() {
  const db = new DatabaseSync(':memory:');
  let moved = 0;
  const now = () => new Date(Date.now() + moved);
  const confluence = createConfluence({ db, now, onChange: (event) => composio.siteChanged(event) });
  const composio = createComposio({ db, confluence, now });
  const app = new Hono();
  for (const path of SITE_PATHS) app.all(`${path}/*`, (c) => confluence.fetch(c.req.raw));
  app.all('*', (c) => composio.fetch(c.req.raw));
  const { server, port } = await new Promise<{ server: Server; port: number }>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
      resolve({ server: started as Server, port: info.port }),
    );
  });
  const base = `http://127.0.0.1:${port}`;

  /** Calls Confluence's REST API on the site, as a person of the seed. */
  async function rest(method: string, path: string, body?: unknown, person = 'admin') {
    const response = await fetch(`${base}/wiki${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${person}@example.com:token`).toString('base64')}`,
        'content-type': 'application/json',
        'x-atlassian-token': 'no-check',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? {} : JSON.parse(text);
  }

  return {
    base,
    db,
    /** For what REST has no call for. */
    site: { db, now, settings: defaultSettings, announce: composio.siteChanged } satisfies Site,
    rest,
    sdk: (apiKey = 'ak_test') =>
      new Composio({ apiKey, baseURL: base, allowTracking: false, disableVersionCheck: true }),
    /** Calls the API with the key of the same project. */
    async call(method: string, path: string, body?: unknown) {
      const response = await fetch(`${base}/api/v3.1${path}`, {
        method,
        headers: { 'x-api-key': 'ak_test', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    },
    /** Goes through a link and the consent page in a browser, as a person of the seed. Returns where it ends. */
    async consent(link: string, person = 'ada'): Promise<Response> {
      const browser = createBrowser(base);
      await browser.open(link);
      const asked = browser.target(await browser.submit(link, { action: 'continue', subdomain: 'acme' }));
      const page = await browser.open(asked.href);
      if (page.status !== 200) return page;
      const fields = {
        ...Object.fromEntries(asked.searchParams),
        user: person,
        site: 'acme',
        decision: 'accept',
      };
      const back = browser.target(await browser.submit('/atlassian/authorize', fields));
      return browser.open(back.href);
    },
    advance: (minutes: number) => {
      moved += minutes * 60_000;
    },
    close: () => {
      composio.close();
      server.close();
      server.closeAllConnections();
      db.close();
    },
  };
}

export type ServedWithSite = Awaited<ReturnType<typeof serveWithSite>>;
