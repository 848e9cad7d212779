import { expect } from 'vitest';
import { expectList } from './expect-list.ts';
import { ids, label, newPage, newPost, spaceOf, storage, type ToolCase, unique } from './tool-case.ts';

/** The tools about pages, their versions and their place in the tree. */
export const pageCases: Record<string, ToolCase> = {
  CREATE_PAGE: {
    does: 'creates a page below a parent, in a space named by its key',
    input: async (site) => ({
      spaceId: 'ENG',
      title: unique('Made by a tool'),
      body: { storage: { value: '<h1>Hello</h1>' } },
      parentId: (await newPage(site)).id,
    }),
    async check({ data, input, site }) {
      const page = await site.rest('GET', `/api/v2/pages/${data.id}?body-format=storage`);
      expect(page).toMatchObject({ title: input.title, parentId: input.parentId, status: 'current' });
      expect(page.body.storage.value).toBe('<h1>Hello</h1>');
      const { id, spaceId, createdAt, version } = page;
      expect(data).toMatchObject({ id, spaceId, createdAt, type: 'page', parentId: input.parentId });
      expect(data.version).toEqual({ number: 1, when: version.createdAt, message: null, minorEdit: false });
    },
  },

  UPDATE_PAGE: {
    does: 'replaces title and body with the version that follows',
    input: async (site) => {
      const page = await newPage(site);
      const title = unique('Changed');
      const version = { number: 2, message: 'why' };
      return {
        id: page.id,
        title,
        spaceId: page.spaceId,
        body: { storage: { value: '<p>two</p>' } },
        version,
      };
    },
    async check({ data, input, site }) {
      const page = await site.rest('GET', `/api/v2/pages/${input.id}?body-format=storage`);
      expect(page).toMatchObject({ title: input.title, version: { number: 2, message: 'why' } });
      expect(page.body.storage.value).toBe('<p>two</p>');
      expect(data.version).toMatchObject({ number: 2, message: 'why', when: page.version.createdAt });
      expect(data.body.storage.value).toBe('<p>two</p>');
    },
  },

  DELETE_PAGE: {
    does: 'moves a page to the trash and shows where it was',
    input: async (site) => ({ id: (await newPage(site, { parentId: (await newPage(site)).id })).id }),
    async check({ data, input, site }) {
      const page = await site.rest('GET', `/api/v2/pages/${input.id}`);
      expect(page).toMatchObject({ status: 'trashed', parentId: null });
      expect(data).toMatchObject({ id: input.id, title: page.title, status: 'trashed', type: 'page' });
      expect(data.parentId).toMatch(/^\d+$/);
      expect(Date.parse(data.deletedAt)).toBeGreaterThanOrEqual(Date.parse(page.createdAt));
    },
  },

  GET_PAGE_BY_ID: {
    does: 'reads a page with its storage and its people, in an older version when asked',
    input: async (site) => {
      const page = await newPage(site);
      const changed = { id: page.id, status: 'current', title: page.title, version: { number: 2 } };
      await site.rest('PUT', `/api/v2/pages/${page.id}`, { ...changed, body: storage('<p>two</p>') });
      return { id: page.id, version: 1 };
    },
    check({ data, input }) {
      expect(data).toMatchObject({ id: input.id, type: 'page', status: 'current' });
      expect(data.body.storage).toEqual({ representation: 'storage', value: '<p>one</p>' });
      expect(data.author.displayName).toBe('Site Administrator');
      expect(data.version.by).toMatchObject({ publicName: 'Site Administrator', type: 'known' });
    },
  },

  GET_PAGES: {
    does: 'lists the pages that carry a label, with their space and who changed them',
    input: async (site) => {
      const page = await newPage(site);
      await newPage(site);
      const name = unique('pages').replace(' ', '-');
      await label(site, page.id, name);
      return { label: [name], spaceId: page.spaceId, sort: 'title', direction: 'desc' };
    },
    async check({ data, site }) {
      expectList(data, { size: 1 });
      const space = await spaceOf(site, 'ENG');
      expect(data.results[0]).toMatchObject({
        type: 'page',
        space: { id: space.id, key: 'ENG', name: space.name },
        version: { message: null, by: { displayName: 'Site Administrator' } },
        _links: { webui: expect.stringContaining('/spaces/ENG/'), tinyui: expect.stringContaining('/x/') },
      });
    },
  },

  GET_PAGE_VERSIONS: {
    does: 'lists the versions of a page, the newest first',
    input: async (site) => {
      const page = await newPage(site);
      const changed = { id: page.id, status: 'current', title: page.title, body: storage('<p>two</p>') };
      await site.rest('PUT', `/api/v2/pages/${page.id}`, {
        ...changed,
        version: { number: 2, message: 'why' },
      });
      return { id: page.id };
    },
    check({ data }) {
      expectList(data, { size: 2 });
      expect(data.results[0]).toMatchObject({ number: 2, message: 'why' });
      expect(data.results[1]).toMatchObject({
        id: expect.any(String),
        number: 1,
        message: null,
        minorEdit: false,
        createdBy: { accountId: expect.any(String), displayName: 'Site Administrator' },
      });
    },
  },

  GET_PAGE_ANCESTORS: {
    does: 'names the pages above a page, the highest first',
    input: async (site) => {
      const parent = await newPage(site);
      return { id: (await newPage(site, { parentId: parent.id })).id };
    },
    async check({ data, input, site }) {
      const page = await site.rest('GET', `/api/v2/pages/${input.id}`);
      const space = await spaceOf(site, 'ENG');
      expect(ids(data.results)).toEqual([space.homepageId, page.parentId]);
      expect(data.results[1]).toMatchObject({
        type: 'page',
        title: expect.stringContaining('Trial'),
        status: 'current',
        spaceId: space.id,
      });
      expect(data).toMatchObject({ size: 2, start: 0 });
    },
  },

  GET_CHILD_PAGES: {
    does: 'lists the pages right below a page, from an offset',
    input: async (site) => {
      const parent = await newPage(site);
      for (let count = 0; count < 3; count += 1) await newPage(site, { parentId: parent.id });
      return { id: parent.id, start: 1, limit: 1 };
    },
    async check({ data, input, site }) {
      const { results } = await site.rest('GET', `/api/v2/pages/${input.id}/children`);
      expectList(data, { size: 1, start: 1, limit: 1 });
      expect(data.results[0]).toMatchObject({
        id: results[1].id,
        title: results[1].title,
        type: 'page',
        _links: {
          self: `/wiki/api/v2/pages/${results[1].id}`,
          webui: expect.stringContaining('/spaces/ENG/'),
        },
      });
      expect(data._links.next).toContain('cursor=');
    },
  },

  GET_PAGE_LIKE_COUNT: {
    does: 'counts the likes of a page under the name value',
    input: async (site) => ({ id: (await newPage(site)).id }),
    check: ({ data }) => expect(data).toEqual({ value: 0 }),
  },

  GET_CONTENT_RESTRICTIONS: {
    does: 'says who alone may read and edit a page',
    input: async (site) => {
      const { id } = await newPage(site);
      const me = (await site.rest('GET', '/rest/api/user/current', undefined, 'ada')).accountId;
      const ada = [{ type: 'known', accountId: me }];
      await site.rest('PUT', `/rest/api/content/${id}/restriction`, [
        { operation: 'update', restrictions: { user: ada } },
      ]);
      return { id };
    },
    check({ data }) {
      const { read, update } = data.restrictions;
      expect(read.restrictions.user.results).toEqual([]);
      expect(update.restrictions.user.results[0].displayName).toBe('Ada Lovelace');
    },
  },

  SEARCH_CONTENT: {
    does: 'finds pages by words of their titles, the exact phrase first',
    input: async (site) => {
      const word = unique('Quokka').replace(' ', '');
      const parts = await newPage(site, { title: `${word} and others` });
      await newPage(site, { title: `${word} others` });
      return { query: `${word} others`, spaceKey: 'ENG', parts: parts.id };
    },
    check({ data, input }) {
      const { results, size } = data.response_data;
      expect(size).toBe(results.length);
      expect(results[0].title).toBe(input.query);
      expect(results[1].id).toBe(input.parts);
    },
  },

  CQL_SEARCH: {
    does: 'finds content by CQL, with a cursor to the rest',
    input: async (site) => {
      const name = unique('found').replace(' ', '-');
      for (const { id } of [await newPage(site), await newPage(site), await newPost(site)]) {
        await label(site, id, name);
      }
      return { cql: `label = "${name}" AND type = page`, limit: 1, start: 1, excerpt: 'none' };
    },
    check({ data, input }) {
      expect(data).toMatchObject({ start: 1, limit: 1, size: 1, totalSize: 2, cqlQuery: input.cql });
      expect(data.results[0]).toMatchObject({
        content: { type: 'page' },
        entityType: 'content',
        excerpt: '',
      });
    },
  },
};
