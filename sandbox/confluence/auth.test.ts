import { describe, expect, it } from 'vitest';
import { basic, freshSite } from './testing/fresh-site.ts';

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
    ['a Bearer token on the site', { authorization: 'Bearer anything' }],
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
});
