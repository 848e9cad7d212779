import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf, titleOf } from '../test-support/fresh-site.ts';

const marketing = '1310721';
const body = { storage: { representation: 'storage', value: '<p>Hello</p>' } };

describe('pages', () => {
  it('creates below the homepage, with version 1, and keeps the body byte for byte', async () => {
    const { ask } = freshSite();
    const value = '<p>A&nbsp;<b>bold</b> move</p>\n<hr/>';
    const created = await ask('ada', 'POST', '/wiki/api/v2/pages', {
      spaceId: marketing,
      title: 'Project Phoenix – Documentation',
      body: { representation: 'storage', value },
    });
    expect(created.status).toBe(200);
    expect(created.json).toMatchObject({ status: 'current', parentId: '2100001', version: { number: 1 } });
    const read = await ask('ada', 'GET', `/wiki/api/v2/pages/${created.json.id}?body-format=storage`);
    expect(read.json.body).toEqual({ storage: { representation: 'storage', value } });
    expect((await ask('ada', 'GET', `/wiki/api/v2/pages/${created.json.id}`)).json.body).toEqual({});
  });

  it('refuses a title that the space has, whatever its case, until its page is in the trash', async () => {
    const { ask } = freshSite();
    const again = () =>
      ask('ada', 'POST', '/wiki/api/v2/pages', { spaceId: marketing, title: ' q3 PLANNING', body });
    const refused = await again();
    expect(refused.status).toBe(400);
    expect(titleOf(refused.json)).toBe(
      'A page with this title already exists: A page already exists with the same TITLE in this space',
    );
    const elsewhere = await ask('ada', 'POST', '/wiki/api/v2/pages', {
      spaceId: '1310722',
      title: 'Q3 Planning',
      body,
    });
    expect(elsewhere.status).toBe(200);
    expect((await ask('ada', 'DELETE', '/wiki/api/v2/pages/2100002')).status).toBe(204);
    expect((await again()).status).toBe(200);
  });

  it('refuses a body that is not well-formed', async () => {
    const { ask } = freshSite();
    const refused = await ask('ada', 'POST', '/wiki/api/v2/pages', {
      spaceId: marketing,
      title: 'Broken',
      body: { storage: { representation: 'storage', value: '<p>Fish & chips' } },
    });
    expect(refused.status).toBe(400);
    expect(titleOf(refused.json)).toMatch(/^Error parsing xhtml:/);
  });

  it('takes only the next version number, and says which is current', async () => {
    const { ask } = freshSite();
    const update = (number: number) =>
      ask('grace', 'PUT', '/wiki/api/v2/pages/2100002', {
        id: '2100002',
        status: 'current',
        title: 'Q3 Planning',
        body,
        version: { number, message: 'Shorter' },
      });
    for (const number of [3, 5]) {
      const refused = await update(number);
      expect(refused.status).toBe(409);
      expect(refused.json).toEqual({
        errors: [
          {
            status: 409,
            code: 'CONFLICT',
            title: `Version must be incremented when updating a page. Current Version: [3]. Provided version: [${number}]`,
            detail: null,
          },
        ],
      });
    }
    expect((await update(4)).json).toMatchObject({ version: { number: 4, message: 'Shorter' }, body });
    const old = await ask('ada', 'GET', '/wiki/api/v2/pages/2100002?version=1&body-format=storage');
    expect(JSON.stringify(old.json.body)).toContain('what we leave');
    const versions = await ask('ada', 'GET', '/wiki/api/v2/pages/2100002/versions');
    expect(resultsOf(versions.json).map((version) => version.number)).toEqual([4, 3, 2, 1]);
    const detail = await ask('ada', 'GET', '/wiki/api/v2/pages/2100002/versions/3');
    expect(detail.json).toMatchObject({ number: 3, prevVersion: 2, nextVersion: 4 });
  });

  it('trashes without a place, keeps the body through a restore, and purges only from the trash', async () => {
    const { ask } = freshSite();
    const page = '/wiki/api/v2/pages/2100011';
    expect((await ask('ada', 'DELETE', `${page}?purge=true`)).status).toBe(400);
    expect((await ask('ada', 'DELETE', page)).status).toBe(204);
    expect((await ask('ada', 'GET', page)).json).toMatchObject({
      status: 'trashed',
      parentId: null,
      position: null,
    });
    const restored = await ask('ada', 'PUT', page, {
      id: '2100011',
      status: 'current',
      title: 'Something else',
      body,
      version: { number: 3 },
    });
    expect(restored.json).toMatchObject({ status: 'current', title: 'Brand voice', parentId: '2100010' });
    expect(JSON.stringify(restored.json.body)).toContain('Four habits');
    await ask('ada', 'DELETE', page);
    expect((await ask('ada', 'DELETE', `${page}?purge=true`)).status).toBe(204);
    expect(titleOf((await ask('ada', 'GET', page)).json)).toBe('Not Found');
    expect((await ask('ada', 'DELETE', page)).status).toBe(500);
  });

  it('keeps the body when an update leaves it out, and renames with a version of its own', async () => {
    const { ask } = freshSite();
    const moved = await ask('ada', 'PUT', '/wiki/api/v2/pages/2100011', {
      id: '2100011',
      status: 'current',
      title: 'Brand voice',
      parentId: '2100001',
      version: { number: 3 },
    });
    expect(JSON.stringify(moved.json.body)).toContain('Four habits');
    const renamed = await ask('ada', 'PUT', '/wiki/api/v2/pages/2100011/title', {
      status: 'current',
      title: 'Our voice',
    });
    expect(renamed.json).toMatchObject({ title: 'Our voice', parentId: '2100001', version: { number: 4 } });
  });

  it('takes a body as storage in both spellings, and refuses every other format in words', async () => {
    const { ask } = freshSite();
    const write = (title: string, sent: object) =>
      ask('ada', 'POST', '/wiki/api/v2/pages', { spaceId: marketing, title, body: sent });
    const storage = { representation: 'storage', value: '<p>Hi</p>' };
    for (const [title, sent] of Object.entries({ Flat: storage, Nested: { storage } }))
      expect((await write(title, sent)).json.body).toMatchObject({ storage: { value: '<p>Hi</p>' } });
    for (const representation of ['atlas_doc_format', 'wiki', 'view']) {
      const body = { representation, value: representation === 'wiki' ? 'h1. Hi' : '{"type":"doc"}' };
      const refused = await write(representation, body);
      expect([refused.status, titleOf(refused.json)]).toEqual([
        400,
        `The representation '${representation}' can not be written here. Send storage.`,
      ]);
    }
    const below = { atlas_doc_format: { representation: 'atlas_doc_format', value: '{"type":"doc"}' } };
    expect((await write('ADF below', below)).status).toBe(400);
    expect((await write('Nothing known', { markdown: { value: 'Hi' } })).status).toBe(400);
  });

  it('lists by subtype and refuses too many ids and unknown sorts', async () => {
    const { ask } = freshSite();
    const live = await ask('ada', 'POST', '/wiki/api/v2/pages', {
      spaceId: marketing,
      title: 'Live',
      subtype: 'live',
    });
    const listed = await ask('ada', 'GET', '/wiki/api/v2/pages?subtype=live');
    expect(resultsOf(listed.json).map((row) => [row.id, row.subtype])).toEqual([[live.json.id, 'live']]);
    const ids = Array.from({ length: 251 }, (_, index) => index).join();
    expect((await ask('ada', 'GET', `/wiki/api/v2/pages?id=${ids}`)).status).toBe(400);
    expect((await ask('ada', 'GET', '/wiki/api/v2/blogposts?sort=title')).status).toBe(400);
    expect((await ask('ada', 'GET', '/wiki/api/v2/pages?sort=title')).status).toBe(200);
  });

  it('takes a path that ends with a slash', async () => {
    const { ask } = freshSite();
    const made = await ask('ada', 'POST', '/wiki/api/v2/pages/', {
      spaceId: '1310721',
      title: 'Slash',
      body,
    });
    expect(made.status).toBe(200);
    expect((await ask('ada', 'GET', '/wiki/rest/api/user/current/')).status).toBe(200);
  });

  it('does not let a page stand below itself', async () => {
    const { ask } = freshSite();
    const move = (parentId: string) =>
      ask('ada', 'PUT', '/wiki/api/v2/pages/2100004', {
        id: '2100004',
        status: 'current',
        title: 'Campaigns',
        parentId,
        body,
        version: { number: 2 },
      });
    expect(titleOf((await move('2100004')).json)).toBe('Can not set page as its own parent');
    expect(titleOf((await move('2100005')).json)).toContain('creates a parent-child loop');
    expect(titleOf((await move('1')).json)).toBe('Cannot find content with id [1]');
    expect((await move('2100010')).json).toMatchObject({ parentId: '2100010' });
    const ancestors = await ask('ada', 'GET', '/wiki/api/v2/pages/2100005/ancestors');
    expect(resultsOf(ancestors.json)).toEqual([
      { id: '2100001', type: 'page' },
      { id: '2100010', type: 'page' },
      { id: '2100004', type: 'page' },
    ]);
  });

  it('lets readers of a space read, and tells them of no page when they write', async () => {
    const { ask } = freshSite();
    expect((await ask('alan', 'GET', '/wiki/api/v2/pages/2300002')).status).toBe(200);
    const refused = await ask('alan', 'PUT', '/wiki/api/v2/pages/2300002', {
      id: '2300002',
      status: 'current',
      title: 'Onboarding guide',
      body,
      version: { number: 3 },
    });
    expect(refused.status).toBe(404);
    expect(
      (await ask('alan', 'POST', '/wiki/api/v2/pages', { spaceId: '1310723', title: 'Mine', body })).status,
    ).toBe(404);
    expect(
      (await ask('admin', 'POST', '/wiki/api/v2/pages', { spaceId: '1310723', title: 'Mine', body })).status,
    ).toBe(200);
  });

  it('answers unknown and wrong ids in Confluence’s words', async () => {
    const { ask } = freshSite();
    const unknown = await ask('ada', 'GET', '/wiki/api/v2/pages/99');
    expect(unknown.json).toEqual({
      errors: [{ status: 404, code: 'NOT_FOUND', title: 'Cannot find a page with id [99]', detail: null }],
    });
    const wrong = await ask('ada', 'GET', '/wiki/api/v2/pages/Docs');
    expect(wrong.status).toBe(400);
    expect(titleOf(wrong.json)).toBe(
      "Provided value {Docs} for 'id' is not the correct type. Expected type is long.",
    );
  });
});

describe('blog posts', () => {
  it('publishes, links by date, and refuses the same title on the same day only', async () => {
    const { ask } = freshSite();
    const publish = () =>
      ask('ada', 'POST', '/wiki/api/v2/blogposts', {
        spaceId: marketing,
        title: 'Team meeting, 14 September',
        body,
      });
    const created = await publish();
    expect(created.status).toBe(200);
    expect(created.json._links).toMatchObject({
      webui: `/spaces/MKT/blog/2026/09/16/${created.json.id}/Team+meeting%2C+14+September`,
      base: 'http://localhost:4500/wiki',
    });
    expect(created.json).not.toHaveProperty('parentId');
    expect((await publish()).status).toBe(400);
    const listed = await ask('ada', 'GET', `/wiki/api/v2/spaces/${marketing}/blogposts?sort=-created-date`);
    expect(resultsOf(listed.json)[0]?.id).toBe(created.json.id);
  });

  it('may be dated, and the date decides on which day its title is taken', async () => {
    const { ask } = freshSite();
    const publish = (createdAt: string) =>
      ask('ada', 'POST', '/wiki/api/v2/blogposts', { spaceId: marketing, title: 'Dated', body, createdAt });
    expect((await publish('2025-12-24T18:00:00.000+02:00')).json).toMatchObject({
      createdAt: '2025-12-24T16:00:00.000Z',
    });
    expect((await publish('2025-12-24T08:00:00.000Z')).status).toBe(400);
    expect((await publish('2025-12-25T08:00:00.000Z')).status).toBe(200);
    expect((await publish('yesterday')).status).toBe(400);
  });
});
