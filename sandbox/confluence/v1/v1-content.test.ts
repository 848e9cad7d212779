import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfluenceError, v1Envelope } from '../errors.ts';
import type { RestEnv } from '../site.ts';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';
import { personByNick } from '../users/people.ts';
import { v1Routes } from './v1-routes.ts';

const content = '/wiki/rest/api/content';
const q3 = `${content}/2100002`;

function storage(value: string) {
  return { storage: { value, representation: 'storage' } };
}

function idsOf(json: Record<string, unknown>): unknown[] {
  return resultsOf(json).map(({ id }) => id);
}

async function newPage(ask: ReturnType<typeof freshSite>['ask'], title: string, more: object = {}) {
  const body = { type: 'page', title, space: { key: 'MKT' }, body: storage('<p>one</p>'), ...more };
  const { status, json } = await ask('ada', 'POST', content, body);
  expect(status).toBe(200);
  return String(json.id);
}

describe('reading content over v1', () => {
  it('shows history, space and version unless told otherwise, and lists the rest', async () => {
    const { ask } = freshSite();
    const { json } = await ask('ada', 'GET', q3);
    expect(json).toMatchObject({
      id: '2100002',
      type: 'page',
      status: 'current',
      space: { id: 1310721, key: 'MKT' },
      version: { number: 3, by: { type: 'known' }, minorEdit: false },
      history: { latest: true, createdBy: { type: 'known' } },
      macroRenderedOutput: {},
      extensions: { position: 1 },
      _links: { context: '/wiki', base: 'http://localhost:4500/wiki', collection: '/rest/api/content' },
    });
    expect(json._expandable).toMatchObject({
      body: '',
      container: '/rest/api/space/MKT',
      children: '/rest/api/content/2100002/child',
      restrictions: '/rest/api/content/2100002/restriction/byOperation',
    });
    expect(json).not.toHaveProperty('body');
    const bare = await ask('ada', 'GET', `${q3}?expand=body.storage`);
    expect(bare.json).not.toHaveProperty('space');
    expect(bare.json).toMatchObject({ body: { storage: { representation: 'storage' } } });
  });

  it('expands what is below and around, as deep as it is asked', async () => {
    const { ask } = freshSite();
    const id = await newPage(ask, 'Triceratops', {
      ancestors: [{ id: '2100002' }],
      metadata: { labels: [{ name: 'horned' }], properties: { size: { value: { metres: 9 } } } },
    });
    const container = { id, type: 'page' };
    await ask('ada', 'POST', content, { type: 'comment', container, body: storage('<p>big</p>') });
    const expand = [
      'ancestors',
      'body.view',
      'body.atlas_doc_format',
      'children.comment.body.storage',
      'children.page',
      'history.lastUpdated',
      'metadata.labels',
      'metadata.properties.size',
      'restrictions.read.restrictions.user',
      'space.description.plain',
      'operations',
    ];
    const { json } = await ask('ada', 'GET', `${content}/${id}?expand=${expand.join(',')}`);
    expect(json).toMatchObject({
      body: { view: { value: '<p>one</p>' }, atlas_doc_format: { representation: 'atlas_doc_format' } },
      children: {
        comment: { size: 1, results: [{ type: 'comment', body: storage('<p>big</p>') }] },
        page: { size: 0 },
        _expandable: { attachment: `/rest/api/content/${id}/child/attachment` },
      },
      history: { lastUpdated: { number: 1 } },
      metadata: {
        labels: { results: [{ name: 'horned', prefix: 'global', label: 'horned' }] },
        properties: { size: { key: 'size', value: { metres: 9 }, version: { number: 1 } } },
      },
      restrictions: { read: { operation: 'read', restrictions: { user: { results: [] } } } },
      space: { description: { plain: { representation: 'plain' } } },
    });
    const files = await ask('ada', 'GET', '/wiki/api/v2/attachments?limit=1');
    const [file = ''] = idsOf(files.json);
    const attachment = await ask('ada', 'GET', `${content}/${String(file)}?expand=version,container`);
    expect(attachment.json).toMatchObject({ id: file, type: 'attachment', version: { number: 1 } });
    const ancestors = z.array(z.looseObject({ id: z.string() })).parse(json.ancestors);
    expect(ancestors.map((one) => one.id)).toEqual(['2100001', '2100002']);
  });

  it('lists by space, title, type and status, by start and limit', async () => {
    const { ask } = freshSite();
    const found = await ask('ada', 'GET', `${content}?spaceKey=mkt&title=q3+planning&expand=version`);
    expect(idsOf(found.json)).toEqual(['2100002']);
    expect(idsOf((await ask('ada', 'GET', `${content}/?spaceKey=MKT&title=Q3+Planning`)).json)).toEqual([
      '2100002',
    ]);
    expect((await ask('ada', 'GET', `${content}?spaceKey=NONE`)).status).toBe(404);
    const all: unknown[] = [];
    let next: string | undefined = '/rest/api/content?spaceKey=MKT&limit=3&orderby=title';
    while (next !== undefined) {
      const { json } = await ask('ada', 'GET', `/wiki${next}`);
      all.push(...idsOf(json));
      next = z.looseObject({ next: z.string().optional() }).parse(json._links).next;
    }
    const whole = await ask('ada', 'GET', `${content}?spaceKey=MKT&limit=200`);
    expect(all.length).toBeGreaterThan(6);
    expect(all.toSorted()).toEqual(idsOf(whole.json).toSorted());
    const posts = await ask('ada', 'GET', `${content}?type=blogpost&spaceKey=MKT`);
    const [post] = z.array(z.looseObject({ id: z.string() })).parse(posts.json.results);
    const day = z.looseObject({ createdDate: z.string() });
    const { json } = await ask('ada', 'GET', `${content}/${post?.id ?? ''}?expand=history`);
    const posted = day.parse(json.history).createdDate.slice(0, 10);
    const ofDay = await ask('ada', 'GET', `${content}?type=blogpost&spaceKey=MKT&postingDay=${posted}`);
    expect(idsOf(ofDay.json)).toContain(post?.id);
    expect(idsOf((await ask('ada', 'GET', `${content}?status=trashed`)).json)).toEqual([]);
  });

  it('gives an old version by its number', async () => {
    const { ask } = freshSite();
    const { json } = await ask(
      'ada',
      'GET',
      `${q3}?status=historical&version=1&expand=version,body.storage,history`,
    );
    expect(json).toMatchObject({ status: 'historical', version: { number: 1 }, history: { latest: false } });
    const now = await ask('ada', 'GET', `${q3}?expand=body.storage`);
    expect(json.body).not.toEqual(now.json.body);
    expect((await ask('ada', 'GET', `${q3}?status=historical&version=99`)).status).toBe(404);
  });

  it('walks down: children, descendants, comments with their replies', async () => {
    const { ask } = freshSite();
    const child = await newPage(ask, 'Child', { ancestors: [{ id: '2100002' }] });
    const grandchild = await newPage(ask, 'Grandchild', { ancestors: [{ id: child }] });
    expect(idsOf((await ask('ada', 'GET', `${q3}/child/page`)).json)).toContain(child);
    const below = idsOf((await ask('ada', 'GET', `${q3}/descendant/page`)).json);
    expect(below).toEqual(expect.arrayContaining([child, grandchild]));
    expect(idsOf((await ask('ada', 'GET', `${q3}/descendant/page?depth=1`)).json)).not.toContain(grandchild);
    const container = { id: child, type: 'page' };
    const root = await ask('ada', 'POST', content, { type: 'comment', container, body: storage('<p>a</p>') });
    const ancestors = [{ id: root.json.id }];
    const reply = { type: 'comment', container, ancestors, body: storage('<p>b</p>') };
    const { json: replied } = await ask('ada', 'POST', content, reply);
    const above = await ask('ada', 'GET', `${content}/${String(replied.id)}?expand=ancestors`);
    expect(above.json.ancestors).toMatchObject([{ id: root.json.id, type: 'comment' }]);
    const path = `${content}/${child}/child/comment`;
    expect(idsOf((await ask('ada', 'GET', path)).json)).toEqual([root.json.id]);
    expect(idsOf((await ask('ada', 'GET', `${path}?depth=all`)).json)).toHaveLength(2);
    expect(idsOf((await ask('ada', 'GET', `${path}?location=inline`)).json)).toEqual([]);
    expect((await ask('ada', 'GET', `${q3}/child/dragon`)).status).toBe(400);
  });
});

describe('writing content over v1', () => {
  it('creates with one version and shares the rules of v2', async () => {
    const { ask, events } = freshSite();
    const id = await newPage(ask, 'Stegosaurus');
    expect((await ask('ada', 'GET', `/wiki/api/v2/pages/${id}`)).json).toMatchObject({
      title: 'Stegosaurus',
      parentId: '2100001',
      version: { number: 1 },
    });
    expect(events.map(({ kind }) => kind)).toEqual(['content.created']);
    const again = { type: 'page', title: 'stegosaurus', space: { key: 'MKT' } };
    const twice = await ask('ada', 'POST', content, again);
    expect(twice.status).toBe(400);
    expect(twice.json.message).toContain('BadRequestException: A page with this title already exists');
    expect((await ask('ada', 'POST', content, { ...again, space: { key: 'NONE' } })).status).toBe(404);
    expect((await ask('alan', 'POST', content, { ...again, space: { key: 'HR' } })).status).toBe(403);
    const bad = { ...again, title: 'Bad', body: storage('<p>') };
    expect((await ask('ada', 'POST', content, bad)).json.message).toContain('Error parsing xhtml');
  });

  it('updates only with the next version, and says which is the current one', async () => {
    const { ask } = freshSite();
    const id = await newPage(ask, 'Allosaurus');
    const edit = { type: 'page', title: 'Allosaurus', body: storage('<p>two</p>') };
    for (const number of [1, 3]) {
      const stale = await ask('ada', 'PUT', `${content}/${id}`, { ...edit, version: { number } });
      expect(stale.status).toBe(409);
      expect(stale.json.message).toBe(
        'com.atlassian.confluence.api.service.exceptions.ConflictException: Version must be incremented on update. Current version is: 1',
      );
    }
    expect((await ask('ada', 'PUT', `${content}/${id}`, edit)).status).toBe(400);
    const message = { number: 2, message: 'Second', minorEdit: true };
    const done = await ask('ada', 'PUT', `${content}/${id}`, { ...edit, version: message });
    expect(done.json).toMatchObject({ version: message, body: storage('<p>two</p>') });
    const metadata = { properties: { editor: { value: 'v2' } } };
    for (const number of [3, 4])
      await ask('ada', 'PUT', `${content}/${id}`, { ...edit, metadata, version: { number } });
    const titleOnly = { type: 'page', title: 'Allosaurus fragilis', version: { number: 5 } };
    const renamed = await ask('ada', 'PUT', `${content}/${id}`, titleOnly);
    expect(renamed.json).toMatchObject({ title: 'Allosaurus fragilis', body: storage('<p>two</p>') });
  });

  it('moves to the trash, brings back, and purges', async () => {
    const { ask } = freshSite();
    const id = await newPage(ask, 'Dodo');
    const path = `${content}/${id}`;
    expect((await ask('ada', 'DELETE', path)).status).toBe(204);
    expect((await ask('ada', 'GET', path)).status).toBe(404);
    expect((await ask('ada', 'GET', `${path}?status=trashed`)).json.status).toBe('trashed');
    const back = { type: 'page', title: 'Dodo', status: 'current', version: { number: 2 } };
    expect((await ask('ada', 'PUT', `${path}?status=trashed`, back)).json.status).toBe('current');
    expect((await ask('ada', 'DELETE', `${path}?status=trashed`)).status).toBe(404);
    await ask('ada', 'DELETE', path);
    expect((await ask('ada', 'DELETE', `${path}?status=trashed`)).status).toBe(204);
    expect((await ask('ada', 'GET', `${path}?status=trashed`)).status).toBe(404);
  });

  it('moves among brothers and sisters, below others, and never below itself', async () => {
    const { ask } = freshSite();
    const parent = await newPage(ask, 'Parent');
    const ids = [];
    for (const title of ['A', 'B', 'C']) ids.push(await newPage(ask, title, { ancestors: [{ id: parent }] }));
    const [a = '', b = '', d = ''] = ids;
    const order = async () => idsOf((await ask('ada', 'GET', `${content}/${parent}/child/page`)).json);
    expect((await ask('ada', 'PUT', `${content}/${d}/move/before/${a}`)).json).toEqual({ pageId: d });
    expect(await order()).toEqual([d, a, b]);
    await ask('ada', 'PUT', `${content}/${a}/move/after/${d}`);
    await ask('ada', 'PUT', `${content}/${a}/move/after/${b}`);
    expect(await order()).toEqual([d, b, a]);
    await ask('ada', 'PUT', `${content}/${a}/move/append/${b}`);
    expect(await order()).toEqual([d, b]);
    expect((await ask('ada', 'PUT', `${content}/${parent}/move/append/${a}`)).status).toBe(400);
    expect((await ask('ada', 'PUT', `${content}/${parent}/move/sideways/${a}`)).status).toBe(400);
    const moved = await ask('ada', 'GET', `${content}/${a}`);
    expect(moved.json).toMatchObject({ version: { number: 1 } });
  });

  it('moves a tree into another space, unless a title is taken there', async () => {
    const { ask } = freshSite();
    const page = await newPage(ask, 'Traveller');
    const child = await newPage(ask, 'Luggage', { ancestors: [{ id: page }] });
    const inHr = { type: 'page', title: 'Luggage', space: { key: 'HR' } };
    const other = await ask('admin', 'POST', content, inHr);
    const hr = z
      .looseObject({ id: z.string() })
      .parse((await ask('admin', 'GET', '/wiki/rest/api/space/HR?expand=homepage')).json.homepage);
    const path = `${content}/${page}/move/append/${hr.id}`;
    expect((await ask('admin', 'PUT', path)).status).toBe(400);
    await ask('admin', 'DELETE', `${content}/${String(other.json.id)}`);
    expect((await ask('admin', 'PUT', path)).status).toBe(200);
    expect((await ask('admin', 'GET', `${content}/${child}`)).json).toMatchObject({ space: { key: 'HR' } });
    const found = await ask('admin', 'GET', '/wiki/rest/api/search?cql=space=HR+and+title=Luggage');
    expect(resultsOf(found.json)).toHaveLength(1);
  });

  it('copies a page with what hangs on it, and a tree under new titles', async () => {
    const { ask } = freshSite();
    const page = await newPage(ask, 'Original', { metadata: { labels: [{ name: 'kept' }] } });
    await newPage(ask, 'Original child', { ancestors: [{ id: page }] });
    const destination = { type: 'parent_page', value: '2100002' };
    const copied = await ask('ada', 'POST', `${content}/${page}/copy?expand=metadata.labels,body.storage`, {
      copyLabels: true,
      destination,
    });
    expect(copied.json).toMatchObject({
      title: 'Copy of Original',
      body: storage('<p>one</p>'),
      metadata: { labels: { results: [{ name: 'kept' }] } },
    });
    const tree = await ask('ada', 'POST', `${content}/${page}/pagehierarchy/copy`, {
      destinationPageId: page,
      titleOptions: { prefix: 'New ', search: 'Original', replace: 'copy' },
    });
    expect(tree.status).toBe(202);
    for (const title of ['New copy', 'New copy child'])
      expect(resultsOf((await ask('ada', 'GET', `${content}?title=${title}`)).json)).toHaveLength(1);
  });

  it('archives pages and deletes trees as long tasks', async () => {
    const { ask } = freshSite();
    const page = await newPage(ask, 'Root');
    const child = await newPage(ask, 'Leaf', { ancestors: [{ id: page }] });
    const archived = await ask('ada', 'POST', `${content}/archive`, { pages: [{ id: Number(child) }] });
    expect(archived.status).toBe(202);
    expect((await ask('ada', 'GET', `${content}/${child}`)).json.status).toBe('archived');
    expect((await ask('ada', 'POST', `${content}/archive`, { pages: [{ id: 1 }] })).status).toBe(500);
    const leaf = await newPage(ask, 'Second leaf', { ancestors: [{ id: page }] });
    expect((await ask('ada', 'DELETE', `${content}/${page}/pageTree`)).status).toBe(202);
    for (const id of [page, leaf])
      expect((await ask('ada', 'GET', `${content}/${id}?status=trashed`)).json.status).toBe('trashed');
  });
});

describe('other calls of v1', () => {
  it('convert bodies at once and later, for those who asked', async () => {
    const { ask } = freshSite();
    const body = { value: '<p>x <strong>y</strong></p>', representation: 'storage' };
    const path = '/wiki/rest/api/contentbody/convert';
    expect((await ask('ada', 'POST', `${path}/view`, body)).json.value).toContain('<strong>y</strong>');
    const wiki = await ask('ada', 'POST', `${path}/storage`, { value: 'h1. Hi', representation: 'wiki' });
    expect(wiki.json).toMatchObject({ representation: 'storage', value: '<h1>Hi</h1>' });
    expect((await ask('ada', 'POST', `${path}/papyrus`, body)).status).toBe(400);
    const { json } = await ask('ada', 'POST', `${path}/async/export_view`, body);
    const result = `${path}/async/${String(json.asyncId)}`;
    expect((await ask('ada', 'GET', result)).json).toMatchObject({ status: 'COMPLETED' });
    expect((await ask('grace', 'GET', result)).status).toBe(403);
  });

  it('give one macro of a version by its id', async () => {
    const { ask } = freshSite();
    const inner = '<p>Read <strong>this</strong></p>';
    const title = '<ac:parameter ac:name="title">Hear</ac:parameter>';
    const macro = `<ac:structured-macro ac:name="info" ac:macro-id="m-1">${title}<ac:rich-text-body>${inner}</ac:rich-text-body></ac:structured-macro>`;
    const made = await ask('ada', 'POST', `${content}/`, {
      type: 'page',
      title: 'With a macro',
      space: { key: 'MKT' },
      body: storage(`<ul><li>${macro}</li></ul>`),
    });
    const history = `${content}/${String(made.json.id)}/history`;
    const expected = { name: 'info', body: inner, parameters: { title: { value: 'Hear' } } };
    for (const version of [1, 0])
      expect((await ask('ada', 'GET', `${history}/${version}/macro/id/m-1`)).json).toMatchObject(expected);
    for (const path of ['1/macro/id/m-2', '2/macro/id/m-1'])
      expect((await ask('ada', 'GET', `${history}/${path}`)).status).toBe(404);
  });

  it('check what a person may do', async () => {
    const { ask } = freshSite();
    const check = (nick: 'ada' | 'alan', operation: string) => ({
      subject: { type: 'user', identifier: personByNick(nick)?.accountId },
      operation,
    });
    const path = `${q3}/permission/check`;
    expect((await ask('ada', 'POST', path, check('ada', 'update'))).json).toMatchObject({
      hasPermission: true,
    });
    expect((await ask('ada', 'POST', path, check('alan', 'read'))).status).toBe(403);
    const anonymous = { subject: { type: 'user', identifier: 'anonymous' }, operation: 'read' };
    expect((await ask('admin', 'POST', path, anonymous)).json).toMatchObject({
      hasPermission: false,
      errors: [{}],
    });
    expect(
      (await ask('admin', 'POST', `${content}/2300001/permission/check`, check('alan', 'update'))).json
        .errors,
    ).toHaveLength(1);
  });

  it('are gone on the gateway where they were removed', async () => {
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
    for (const [method, path] of [
      ['GET', ''],
      ['POST', ''],
      ['GET', '/2100002'],
      ['PUT', '/2100002'],
      ['DELETE', '/2100002'],
      ['GET', '/2100002/history'],
      ['GET', '/2100002/child/page'],
      ['GET', '/2100002/child/comment'],
    ] as const) {
      const response = await gateway.request(`/rest/api/content${path}`, { method });
      expect([method, path, response.status]).toEqual([method, path, 410]);
      expect(await response.json()).toMatchObject({
        statusCode: 410,
        data: { authorized: true },
        message:
          'com.atlassian.confluence.api.service.exceptions.GoneException: This deprecated endpoint has been removed.',
      });
    }
    expect((await gateway.request('/rest/api/space/MKT/content/page')).status).toBe(410);
    expect((await gateway.request('/rest/api/content/2100002/descendant/page')).status).toBe(200);
    expect((await gateway.request('/rest/api/content/2100002/restriction')).status).toBe(200);
  });
});
