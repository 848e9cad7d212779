import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfluenceError, v1Envelope } from '../errors.ts';
import type { RestEnv } from '../site.ts';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';
import { personByNick } from '../users/people.ts';
import { v1Routes } from './v1-routes.ts';

const content = '/wiki/rest/api/content';
const v2 = '/wiki/api/v2';
type Ask = ReturnType<typeof freshSite>['ask'];

function idsOf(json: Record<string, unknown>): unknown[] {
  return resultsOf(json).map(({ id }) => id);
}

async function spaceOf(ask: Ask, key: string) {
  const { json } = await ask('admin', 'GET', `${v2}/spaces?keys=${key}`);
  return z.looseObject({ id: z.string(), homepageId: z.string() }).parse(resultsOf(json)[0]);
}

async function newPage(ask: Ask, title: string, parentId?: string, key = 'MKT') {
  const body = { representation: 'storage', value: '<p>one</p>' };
  const { id: spaceId } = await spaceOf(ask, key);
  const { status, json } = await ask('admin', 'POST', `${v2}/pages`, { spaceId, title, body, parentId });
  expect(status).toBe(200);
  return String(json.id);
}

/** One page, blog post or comment in the shape of v1, as the search gives it. */
async function found(ask: Ask, id: string, expand: string[] = []) {
  const cql = encodeURIComponent(`id = ${id}`);
  const members = expand.map((name) => `content.${name}`).join(',');
  const { json } = await ask('ada', 'GET', `/wiki/rest/api/search?cql=${cql}&expand=${members}`);
  const [hit] = resultsOf(json);
  return z.looseObject({}).parse(hit?.content);
}

describe('content in the shape of v1', () => {
  it('lists what can be expanded, and holds none of it unasked', async () => {
    const { ask } = freshSite();
    const bare = await found(ask, '2100002');
    expect(bare).toMatchObject({ id: '2100002', type: 'page', status: 'current', title: 'Q3 Planning' });
    expect(bare._expandable).toMatchObject({
      body: '',
      container: '/rest/api/space/MKT',
      children: '/rest/api/content/2100002/child',
      restrictions: '/rest/api/content/2100002/restriction/byOperation',
    });
    for (const name of ['body', 'space', 'version', 'history']) expect(bare).not.toHaveProperty(name);
  });

  it('expands what is below and around, as deep as it is asked', async () => {
    const { ask } = freshSite();
    const id = await newPage(ask, 'Triceratops', '2100002');
    await newPage(ask, 'Calf', id);
    const body = { representation: 'storage', value: '<p>big</p>' };
    const root = await ask('ada', 'POST', `${v2}/footer-comments`, { pageId: id, body });
    const reply = await ask('ada', 'POST', `${v2}/footer-comments`, { parentCommentId: root.json.id, body });
    await ask('ada', 'POST', `${content}/${id}/label`, [{ name: 'horned' }]);
    await ask('ada', 'POST', `${v2}/pages/${id}/properties`, { key: 'size', value: { metres: 9 } });
    const json = await found(ask, id, [
      'ancestors',
      'body.storage',
      'body.view',
      'body.atlas_doc_format',
      'children.comment.body.storage',
      'children.page',
      'descendants.comment',
      'history.lastUpdated',
      'metadata.labels',
      'metadata.properties.size',
      'restrictions.read.restrictions.user',
      'space.description.plain',
      'version',
    ]);
    expect(json).toMatchObject({
      body: {
        storage: { value: '<p>one</p>' },
        view: { value: '<p>one</p>' },
        atlas_doc_format: { representation: 'atlas_doc_format' },
      },
      children: {
        comment: { size: 1, results: [{ type: 'comment', body: { storage: { value: '<p>big</p>' } } }] },
        page: { size: 1, results: [{ title: 'Calf' }] },
        _expandable: { attachment: `/rest/api/content/${id}/child/attachment` },
      },
      descendants: { comment: { size: 2 } },
      history: { latest: true, lastUpdated: { number: 1 } },
      metadata: {
        labels: { results: [{ name: 'horned', prefix: 'global', label: 'horned' }] },
        properties: { size: { key: 'size', value: { metres: 9 }, version: { number: 1 } } },
      },
      restrictions: { read: { operation: 'read', restrictions: { user: { results: [] } } } },
      space: { key: 'MKT', description: { plain: { representation: 'plain' } } },
      version: { number: 1, by: { type: 'known' } },
    });
    const ancestors = z.array(z.looseObject({ id: z.string() }));
    expect(ancestors.parse(json.ancestors).map((one) => one.id)).toEqual(['2100001', '2100002']);
    const above = await found(ask, String(reply.json.id), ['ancestors', 'container']);
    expect(above).toMatchObject({ type: 'comment', container: { id } });
    expect(ancestors.parse(above.ancestors).map((one) => one.id)).toEqual([root.json.id]);
  });
});

describe('moving over v1', () => {
  it('moves among brothers and sisters, below others, and never below itself', async () => {
    const { ask } = freshSite();
    const parent = await newPage(ask, 'Parent');
    const ids = [];
    for (const title of ['A', 'B', 'C']) ids.push(await newPage(ask, title, parent));
    const [a = '', b = '', d = ''] = ids;
    const order = async () => idsOf((await ask('ada', 'GET', `${v2}/pages/${parent}/children`)).json);
    expect((await ask('ada', 'PUT', `${content}/${d}/move/before/${a}`)).json).toEqual({ pageId: d });
    expect(await order()).toEqual([d, a, b]);
    await ask('ada', 'PUT', `${content}/${a}/move/after/${d}`);
    await ask('ada', 'PUT', `${content}/${a}/move/after/${b}`);
    expect(await order()).toEqual([d, b, a]);
    await ask('ada', 'PUT', `${content}/${a}/move/append/${b}`);
    expect(await order()).toEqual([d, b]);
    expect((await ask('ada', 'PUT', `${content}/${parent}/move/append/${a}`)).status).toBe(400);
    expect((await ask('ada', 'PUT', `${content}/${parent}/move/sideways/${a}`)).status).toBe(400);
    const moved = await ask('ada', 'GET', `${v2}/pages/${a}`);
    expect(moved.json).toMatchObject({ parentId: b, version: { number: 1 } });
  });

  it('moves a tree into another space, unless a title is taken there', async () => {
    const { ask } = freshSite();
    const page = await newPage(ask, 'Traveller');
    const child = await newPage(ask, 'Luggage', page);
    const other = await newPage(ask, 'Luggage', undefined, 'HR');
    const hr = await spaceOf(ask, 'HR');
    const path = `${content}/${page}/move/append/${hr.homepageId}`;
    expect((await ask('admin', 'PUT', path)).status).toBe(400);
    await ask('admin', 'DELETE', `${v2}/pages/${other}`);
    expect((await ask('admin', 'PUT', path)).status).toBe(200);
    expect((await ask('admin', 'GET', `${v2}/pages/${child}`)).json).toMatchObject({ spaceId: hr.id });
    const search = await ask('admin', 'GET', '/wiki/rest/api/search?cql=space=HR+and+title=Luggage');
    expect(resultsOf(search.json)).toHaveLength(1);
  });
});

describe('calls of v1 that are not here', () => {
  const GONE = [
    ['GET', '/content'],
    ['POST', '/content'],
    ['GET', '/content/2100002'],
    ['PUT', '/content/2100002'],
    ['DELETE', '/content/2100002'],
    ['GET', '/content/2100002/history'],
    ['GET', '/content/2100002/label'],
    ['GET', '/content/2100002/child/page'],
    ['GET', '/content/2100002/child/attachment'],
    ['POST', '/content/2100002/property'],
    ['PUT', '/content/2100002/property/emoji'],
    ['GET', '/space/MKT/content/page'],
    ['POST', '/contentbody/convert/view'],
  ] as const;
  const NEVER_HERE = [
    ['POST', '/content/archive'],
    ['POST', '/content/2100002/copy'],
    ['POST', '/content/2100002/pagehierarchy/copy'],
    ['DELETE', '/content/2100002/pageTree'],
    ['POST', '/content/2100002/permission/check'],
    ['POST', '/contentbody/convert/async/view'],
    ['GET', '/content/search?cql=type%3Dpage'],
    ['POST', '/user/watch/content/2100002'],
    ['PUT', '/relation/favourite/from/user/current/to/content/2100002'],
    ['POST', '/audit'],
    ['GET', '/group'],
  ] as const;

  it('say so on the site: 404', async () => {
    const { ask, events } = freshSite();
    for (const [method, path] of [...GONE, ...NEVER_HERE]) {
      const { status, json } = await ask(
        'admin',
        method,
        `/wiki/rest/api${path}`,
        method === 'GET' ? undefined : {},
      );
      expect([method, path, status]).toEqual([method, path, 404]);
      expect(json).toMatchObject({ statusCode: 404, message: expect.stringContaining('Not Found') });
    }
    expect(events).toEqual([]);
  });

  it('say on the gateway that they are gone, where Atlassian removed them: 410', async () => {
    const { site } = freshSite();
    const ada = personByNick('ada');
    if (!ada) throw new Error('Ada has no account');
    const gateway = new Hono<RestEnv>()
      .use('*', async (c, next) => {
        c.set('caller', ada);
        c.set('form', 'gateway');
        await next();
      })
      .route('/', v1Routes(site));
    gateway.onError((error, c) => {
      if (!(error instanceof ConfluenceError)) throw error;
      return c.json(v1Envelope(error), error.status);
    });
    for (const [method, path] of GONE) {
      const response = await gateway.request(`/rest/api${path}`, { method });
      expect([method, path, response.status]).toEqual([method, path, 410]);
      expect(await response.json()).toMatchObject({
        statusCode: 410,
        data: { authorized: true },
        message:
          'com.atlassian.confluence.api.service.exceptions.GoneException: This deprecated endpoint has been removed.',
      });
    }
    for (const [method, path] of NEVER_HERE) {
      const { status } = await gateway.request(`/rest/api${path}`, { method });
      expect([method, path, status]).toEqual([method, path, 404]);
    }
    expect((await gateway.request('/rest/api/content/2100002/restriction')).status).toBe(200);
  });
});
