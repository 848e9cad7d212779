import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBrowser } from './composio/test-support/browser.ts';
import { serveSandbox } from './test-support/serve-sandbox.ts';

const API_HEADERS = { 'x-api-key': 'ak_one', 'content-type': 'application/json' };
const ADMIN = `Basic ${Buffer.from('admin@example.com:token').toString('base64')}`;

let base: string;
let time: number;
let stop: () => void;

beforeEach(async () => {
  time = Date.now();
  const served = await serveSandbox({ now: () => new Date(time) });
  base = served.base;
  stop = served.close;
});

afterEach(() => stop());

async function api(path: string, body: unknown) {
  const response = await fetch(`${base}/api/v3.1/tool_router/session${path}`, {
    method: 'POST',
    headers: API_HEADERS,
    body: JSON.stringify(body),
  });
  return response.json();
}

/** Reads Confluence itself, past Composio, as its administrator. */
async function confluence(path: string) {
  const response = await fetch(`${base}/wiki${path}`, { headers: { authorization: ADMIN } });
  return response.json();
}

/** Goes through the link page and the real consent form, and returns where the browser ends. */
async function connect(session: string, decision: 'accept' | 'cancel'): Promise<URL> {
  const link = await api(`/${session}/link`, {
    toolkit: 'confluence',
    callback_url: 'http://localhost:3000/connections/callback',
  });
  const browser = createBrowser(base);
  await browser.open(link.redirect_url);
  const site = { action: 'continue', subdomain: 'acme' };
  const consent = await browser.open(browser.target(await browser.submit(link.redirect_url, site)).href);
  const page = await consent.text();
  const hidden = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
  const decided = await browser.submit('/atlassian/authorize', {
    ...fields,
    user: 'ada',
    site: 'acme',
    decision,
  });
  return browser.target(await browser.open(browser.target(decided).href));
}

describe('the sandbox as a whole', () => {
  it('carries the three headline tasks from consent to Confluence', async () => {
    const { session_id: session } = await api('', { user_id: 'u1', toolkits: { enable: ['confluence'] } });
    expect((await connect(session, 'accept')).searchParams.get('status')).toBe('success');

    const run = async (slug: string, args: unknown) => {
      const { data, error } = await api(`/${session}/execute`, { tool_slug: slug, arguments: args });
      expect(error).toBeNull();
      return data;
    };

    const page = await run('CONFLUENCE_CREATE_PAGE', {
      spaceId: 'MKT',
      title: 'Project Phoenix – Documentation',
      body: { storage: { value: '<h1>Overview</h1>' } },
    });
    expect(await confluence(`/api/v2/pages/${page.id}`)).toMatchObject({
      title: 'Project Phoenix – Documentation',
      spaceId: page.spaceId,
    });

    const found = await run('CONFLUENCE_CQL_SEARCH', { cql: 'type = page AND title = "Q3 Planning"' });
    const planning = found.results[0].content.id;
    await run('CONFLUENCE_ADD_CONTENT_LABEL', {
      id: planning,
      labels: [{ name: 'urgent', prefix: 'global' }],
    });
    const labels = await confluence(`/api/v2/pages/${planning}/labels`);
    expect(labels.results.map(({ name }: { name: string }) => name)).toContain('urgent');

    const post = await run('CONFLUENCE_CREATE_BLOGPOST', {
      spaceId: page.spaceId,
      title: 'Team meeting summary',
      status: 'current',
      body: { representation: 'storage', value: '<p>We met.</p>' },
      labels: [{ name: 'meeting' }],
    });
    expect((await confluence(`/api/v2/blogposts/${post.id}`)).title).toBe('Team meeting summary');
    expect((await fetch(post.webUrl)).status).toBe(200);
  });

  it('goes on after the access token has run out', async () => {
    const { session_id: session } = await api('', { user_id: 'u1' });
    await connect(session, 'accept');
    time += 2 * 60 * 60 * 1000;
    const { error } = await api(`/${session}/execute`, { tool_slug: 'CONFLUENCE_GET_SPACES', arguments: {} });
    expect(error).toBeNull();
  });

  it('returns a cancelled consent as failed', async () => {
    const { session_id: session } = await api('', { user_id: 'u1' });
    const back = await connect(session, 'cancel');
    expect(back.searchParams.get('status')).toBe('failed');
    expect(back.searchParams.get('error')).toContain('access_denied');
  });

  it('reads and writes what its tools promise, against the real Confluence room', async () => {
    const { session_id: session } = await api('', { user_id: 'u1' });
    await connect(session, 'accept');
    const run = (slug: string, args: unknown) =>
      api(`/${session}/execute`, { tool_slug: `CONFLUENCE_${slug}`, arguments: args });

    const first = await run('GET_PAGES', { limit: 2 });
    const second = await run('GET_PAGES', { limit: 2, cursor: first.data._links.next });
    const byOffset = await run('GET_PAGES', { limit: 2, start: 2 });
    const ids = (answer: { data: { results: { id: string }[] } }) => answer.data.results.map(({ id }) => id);
    expect(ids(second)).toEqual(ids(byOffset));
    expect(ids(first)).not.toEqual(ids(second));

    const { data: page } = await run('CREATE_PAGE', {
      spaceId: 'ENG',
      title: 'Trial',
      body: { storage: { value: '<p>one</p>' } },
    });
    const update = {
      id: page.id,
      title: 'Trial',
      spaceId: page.spaceId,
      body: { storage: { value: '<p>two</p>' } },
      version: { number: 2 },
    };
    expect((await run('UPDATE_PAGE', update)).data.version.number).toBe(2);
    expect((await run('UPDATE_PAGE', update)).error).toContain('Version must be incremented');
    const read = await run('GET_PAGE_BY_ID', { id: page.id });
    expect(read.data.body.storage.value).toBe('<p>two</p>');
    expect(read.data.version.by.displayName).toBe('Ada Lovelace');
    const versions = await run('GET_PAGE_VERSIONS', { id: page.id });
    expect(versions.data.results.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
    await run('CREATE_FOOTER_COMMENT', { pageId: page.id, body: { value: '<p>Nice</p>' } });
    const comments = await run('GET_PAGE_FOOTER_COMMENTS', { id: page.id });
    expect(comments.data.results[0].body.storage.value).toBe('<p>Nice</p>');
    const ancestors = await run('GET_PAGE_ANCESTORS', { id: page.id });
    expect(ancestors.data.results[0]).toMatchObject({ id: page.parentId, title: expect.any(String) });
    expect((await run('GET_CHILD_PAGES', { id: page.parentId, limit: 100 })).data.results).toContainEqual(
      expect.objectContaining({ id: page.id, title: 'Trial' }),
    );
    expect(
      (await run('SEARCH_CONTENT', { query: 'trial', spaceKey: 'ENG' })).data.response_data.results[0].id,
    ).toBe(page.id);
    expect((await run('DELETE_PAGE', { id: page.id })).data.status).toBe('trashed');
    expect((await run('GET_CURRENT_USER', {})).data.email).toBe('ada@example.com');
  });

  it('says what it is at its root, and answers JSON where nothing is', async () => {
    expect(await (await fetch(`${base}/`)).text()).toContain('rules, not AI');
    const nothing = await fetch(`${base}/nothing`);
    expect(nothing.status).toBe(404);
    expect(await nothing.json()).toHaveProperty('error.message');
  });
});
