import { describe, expect, it } from 'vitest';
import { CONFLUENCE } from '../composio/toolkit/toolkit.ts';
import { redeemCode, writeCode } from './oauth/grants.ts';
import { cloudId } from './site.ts';
import { basic, freshSite } from './test-support/fresh-site.ts';
import { people } from './users/people.ts';

describe('credentials', () => {
  it.each([
    ['none', {}],
    [
      'a wrong password',
      { authorization: `Basic ${Buffer.from('ada@example.com:secret').toString('base64')}` },
    ],
    [
      'an unknown account',
      { authorization: `Basic ${Buffer.from('eve@example.com:token').toString('base64')}` },
    ],
  ])('refuses %s with 401, in each version’s envelope', async (_name, headers) => {
    const { app } = freshSite();
    const v2 = await app.request('http://localhost/wiki/api/v2/spaces', { headers });
    expect(v2.status).toBe(401);
    expect(await v2.json()).toEqual({
      errors: [{ status: 401, code: 'UNAUTHORIZED', title: 'Unauthorized', detail: null }],
    });
    const v1 = await app.request('http://localhost/wiki/rest/api/user/current', { headers });
    expect(v1.status).toBe(401);
    expect(await v1.json()).toMatchObject({
      statusCode: 401,
      data: { authorized: false, successful: false },
    });
  });

  it('takes no Basic credentials and no made-up token on the gateway', async () => {
    const { app } = freshSite();
    const { cloudId } = (await (await app.request('http://localhost/_edge/tenant_info')).json()) as {
      cloudId: string;
    };
    for (const authorization of [basic('ada'), 'Bearer made-up']) {
      const response = await app.request(`http://localhost/ex/confluence/${cloudId}/wiki/api/v2/spaces`, {
        headers: { authorization },
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ code: 401, message: 'Unauthorized' });
    }
  });

  it('sends a web page to those who come to the site with a Bearer token', async () => {
    const { app } = freshSite();
    for (const path of ['/wiki/api/v2/spaces', '/wiki/rest/api/user/current']) {
      const response = await app.request(`http://localhost${path}`, {
        headers: { authorization: 'Bearer anything' },
      });
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(await response.text()).toContain('HTTP Status 401');
    }
  });

  it('can refuse as live sites were seen to: 403 in v1, 404 in v2', async () => {
    const { app, site } = freshSite();
    site.settings.badCredentials = 'measured';
    const ask = async (path: string) => {
      const response = await app.request(`http://localhost/wiki${path}`);
      return [response.status, await response.json()];
    };
    expect(await ask('/rest/api/search?cql=type=page')).toEqual([
      403,
      { message: 'Current user not permitted to use Confluence', statusCode: 403 },
    ]);
    expect(await ask('/rest/api/user/current')).toEqual([
      403,
      { message: 'Request rejected because caller cannot access Confluence', statusCode: 403 },
    ]);
    expect(await ask('/api/v2/spaces')).toEqual([
      404,
      { errors: [{ status: 404, code: 'NOT_FOUND', title: 'Not Found', detail: null }] },
    ]);
  });

  it('lets a token do on the gateway what its scopes cover, whole and in one of their alternatives', async () => {
    const { ask } = gateway();
    const refused = { code: 401, message: 'Unauthorized; scope does not match' };
    const write = { spaceId: '1310721', title: 'By token' };
    expect((await ask('read:page:confluence', 'GET', '/api/v2/pages?limit=1')).status).toBe(200);
    expect(await ask('read:page:confluence', 'POST', '/api/v2/pages', write)).toEqual({
      status: 401,
      json: refused,
    });
    expect((await ask('write:page:confluence', 'POST', '/api/v2/pages', write)).status).toBe(200);
    const property = { key: 'k', value: 1 };
    const half = await ask('write:page:confluence', 'POST', '/api/v2/pages/2100002/properties', property);
    expect(half.json).toEqual(refused);
    for (const scope of ['search:confluence', 'read:content-details:confluence'])
      expect((await ask(scope, 'GET', '/rest/api/search?cql=type=page')).status).toBe(200);
    expect((await ask('read:page:confluence', 'GET', '/rest/api/search?cql=type=page')).json).toEqual(
      refused,
    );
  });

  it('lets a managed connection make every call behind the tools', async () => {
    const { ask } = gateway();
    const scope = CONFLUENCE.scopes.join(' ');
    for (const path of [
      '/api/v2/pages/2100002',
      '/api/v2/pages/2100002/attachments',
      '/api/v2/pages/2100002/ancestors',
      '/api/v2/labels',
      '/api/v2/spaces/1310721/labels',
      '/api/v2/spaces/1310721/properties',
      '/api/v2/tasks',
      '/rest/api/search?cql=type=page',
      '/rest/api/search/user?cql=type=user',
      '/rest/api/user/current',
      '/rest/api/user/anonymous',
      '/rest/api/content/2100002/restriction',
    ])
      expect((await ask(scope, 'GET', path)).status, path).toBe(200);
  });
});

/** Asks the gateway as Ada, with a token of its own for each set of scopes. */
function gateway() {
  const { app, site } = freshSite();
  const ask = async (scope: string, method: string, path: string, body?: unknown) => {
    const redirectUri = 'http://localhost/back';
    const [person] = people.filter((one) => one.nick === 'ada');
    if (!person) throw new Error('There is no ada');
    const answer = redeemCode(site, 'composio-sandbox', {
      code: writeCode(site, { clientId: 'composio-sandbox', person, redirectUri, scope }),
      redirectUri,
    });
    const token = 'error' in answer ? '' : answer.access_token;
    const response = await app.request(`http://localhost/ex/confluence/${cloudId}/wiki${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: (await response.json()) as unknown };
  };
  return { ask };
}
