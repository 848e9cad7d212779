import { Hono } from 'hono';

const CLOUD_ID = 'cloud-1';
const SITE = `/ex/confluence/${CLOUD_ID}/wiki`;

type FakePage = { id: string; title: string; spaceId: string; value: string; version: number };

/**
 * The few answers of Atlassian and Confluence that the Composio stand-in needs in tests. The code `good` is
 * accepted; any other is refused. `calls` lists every REST call with its token.
 */
export function createFakeConfluence() {
  const app = new Hono();
  const calls: { method: string; path: string; token: string }[] = [];
  const pages = new Map<string, FakePage>();
  const state = { issued: 0, validToken: '', refreshToken: '', refuseRefresh: false, refreshes: 0 };

  function issue() {
    state.issued += 1;
    state.validToken = `access-${state.issued}`;
    state.refreshToken = `refresh-${state.issued}`;
    return {
      access_token: state.validToken,
      refresh_token: state.refreshToken,
      expires_in: 3600,
      scope: 'read:page:confluence offline_access',
      token_type: 'Bearer',
    };
  }

  app.post('/atlassian/oauth/token', async (c) => {
    const body: Record<string, string> = await c.req.json();
    if (body.client_id !== 'composio-sandbox') return c.json({ error: 'invalid_client' }, 401);
    if (body.grant_type === 'authorization_code') {
      return body.code === 'good' ? c.json(issue()) : c.json({ error: 'invalid_grant' }, 403);
    }
    state.refreshes += 1;
    const known = body.refresh_token === state.refreshToken && !state.refuseRefresh;
    return known ? c.json(issue()) : c.json({ error: 'invalid_grant' }, 403);
  });

  app.get('/atlassian/oauth/token/accessible-resources', (c) =>
    c.json([{ id: CLOUD_ID, url: 'https://acme.atlassian.net', name: 'acme', scopes: [] }]),
  );

  app.use(`${SITE}/*`, async (c, next) => {
    const token = c.req.header('authorization')?.replace('Bearer ', '') ?? '';
    calls.push({ method: c.req.method, path: c.req.path.slice(SITE.length), token });
    if (token !== state.validToken) return c.json({ code: 401, message: 'Unauthorized' }, 401);
    await next();
  });

  app.get(`${SITE}/rest/api/user/current`, (c) =>
    c.json({ accountId: 'ada-id', displayName: 'Ada', email: 'ada@example.com' }),
  );

  app.get(`${SITE}/api/v2/spaces`, (c) => {
    const all = [{ id: '100', key: 'MKT', name: 'Marketing', type: 'global', status: 'current' }];
    const keys = c.req.query('keys')?.split(',');
    return c.json({ results: all.filter(({ key }) => keys === undefined || keys.includes(key)), _links: {} });
  });

  const pageJson = (page: FakePage) => ({
    id: page.id,
    title: page.title,
    spaceId: page.spaceId,
    parentId: null,
    status: 'current',
    authorId: 'ada-id',
    createdAt: '2026-01-01T00:00:00.000Z',
    version: { number: page.version, createdAt: '2026-01-02T00:00:00.000Z', message: '', authorId: 'ada-id' },
    body: { storage: { value: page.value, representation: 'storage' } },
    _links: { webui: `/spaces/MKT/pages/${page.id}`, base: 'http://localhost/wiki' },
  });

  app.post(`${SITE}/api/v2/pages`, async (c) => {
    const body = await c.req.json();
    const page = { id: String(200 + pages.size), version: 1, ...body, value: body.body.value };
    pages.set(page.id, page);
    return c.json(pageJson(page));
  });

  app.get(`${SITE}/api/v2/pages/:id`, (c) => {
    const page = pages.get(c.req.param('id'));
    if (page) return c.json(pageJson(page));
    const title = `Cannot find a page with id [${c.req.param('id')}]`;
    return c.json({ errors: [{ status: 404, code: 'NOT_FOUND', title, detail: null }] }, 404);
  });

  app.put(`${SITE}/api/v2/pages/:id`, async (c) => {
    const page = pages.get(c.req.param('id'));
    const body = await c.req.json();
    if (!page || body.version.number !== page.version + 1) {
      const title = 'Version must be incremented when updating a page.';
      return c.json({ errors: [{ status: 409, code: 'CONFLICT', title, detail: null }] }, 409);
    }
    Object.assign(page, { title: body.title, value: body.body.value, version: body.version.number });
    return c.json(pageJson(page));
  });

  app.post(`${SITE}/rest/api/content/:id/label`, async (c) => {
    const labels: { name: string; prefix: string }[] = await c.req.json();
    return c.json({ results: labels.map((label, i) => ({ ...label, id: String(i), label: label.name })) });
  });

  return { app, calls, pages, state };
}
