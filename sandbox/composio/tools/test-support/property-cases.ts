import { expect } from 'vitest';
import { expectList } from './expect-list.ts';
import {
  type Json,
  newPage,
  newPost,
  newSpace,
  spaceOf,
  type TestSite,
  type ToolCase,
  unique,
} from './tool-case.ts';

const VALUE = { words: ['a', null, 1.5], deep: { empty: null } };
const OTHER = { changed: true };

async function withProperty(site: TestSite, owner: string, id: string): Promise<Json> {
  return site.rest('POST', `/api/v2/${owner}/${id}/properties`, { key: unique('key'), value: VALUE });
}

async function newWhiteboard(site: TestSite): Promise<Json> {
  const spaceId = (await spaceOf(site, 'ENG')).id;
  return site.rest('POST', '/api/v2/whiteboards', { spaceId, title: unique('Board') });
}

/** Reads a property back by its key; undefined when it is gone. */
async function kept(site: TestSite, owner: string, id: string, key: string): Promise<Json> {
  const { results } = await site.rest(
    'GET',
    `/api/v2/${owner}/${id}/properties?key=${encodeURIComponent(key)}`,
  );
  return results[0];
}

/** The tools about the properties of pages, blog posts, whiteboards and spaces. */
export const propertyCases: Record<string, ToolCase> = {
  CREATE_PAGE_PROPERTY: {
    does: 'keeps any value under a key of a page',
    input: async (site) => ({ page_id: (await newPage(site)).id, key: 'note', value: VALUE }),
    async check({ data, input, site }) {
      expect((await kept(site, 'pages', input.page_id, 'note')).value).toEqual(VALUE);
      expect(data).toMatchObject({ key: 'note', value: VALUE, version: { number: 1 } });
      expect(data.createdBy.displayName).toBe('Ada Lovelace');
      expect(data.createdAt).toMatch(/Z$/);
    },
  },

  GET_CONTENT_PROPERTIES_FOR_PAGE: {
    does: 'lists the properties of a page',
    input: async (site) => {
      const { id } = await newPage(site);
      await withProperty(site, 'pages', id);
      return { page_id: id, limit: 5 };
    },
    check({ data }) {
      expect(data).toMatchObject({ size: data.results.length, limit: 5, next: null, prev: null });
      expect(data.results).toContainEqual(expect.objectContaining({ value: VALUE }));
      expect(data.results.at(-1).version).toMatchObject({
        number: 1,
        createdBy: { displayName: 'Site Administrator' },
      });
    },
  },

  UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: {
    does: 'replaces the value of a page property and raises its version by itself',
    input: async (site) => {
      const { id } = await newPage(site);
      return { pageId: id, propertyId: (await withProperty(site, 'pages', id)).id, value: OTHER };
    },
    async check({ data, input, site }) {
      const property = await kept(site, 'pages', input.pageId, data.key);
      expect(property).toMatchObject({ id: input.propertyId, value: OTHER, version: { number: 2 } });
      expect(data).toMatchObject({ value: OTHER, version: { number: 2, message: null, minorEdit: false } });
    },
  },

  DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: {
    does: 'removes a page property by its id',
    input: async (site) => {
      const { id } = await newPage(site);
      const property = await withProperty(site, 'pages', id);
      return { pageId: id, propertyId: property.id, key: property.key };
    },
    async check({ data, input, site }) {
      expect(await kept(site, 'pages', input.pageId, input.key)).toBeUndefined();
      expect(data).toEqual({});
    },
  },

  CREATE_BLOGPOST_PROPERTY: {
    does: 'keeps a value under a key of a blog post',
    input: async (site) => ({ id: (await newPost(site)).id, key: 'note', value: VALUE }),
    async check({ data, input, site }) {
      expect((await kept(site, 'blogposts', input.id, 'note')).value).toEqual(VALUE);
      expect(data).toMatchObject({ key: 'note', value: VALUE, version: { number: 1 } });
    },
  },

  GET_CONTENT_PROPERTIES_FOR_BLOG_POST: {
    does: 'lists the properties of a blog post',
    input: async (site) => {
      const { id } = await newPost(site);
      await withProperty(site, 'blogposts', id);
      return { blogpost_id: id };
    },
    check({ data }) {
      expectList(data);
      expect(data.results.at(-1)).toMatchObject({ value: VALUE, version: { number: 1, minorEdit: false } });
    },
  },

  UPDATE_BLOGPOST_PROPERTY: {
    does: 'replaces the value of a blog post property, found by its key',
    input: async (site) => {
      const { id } = await newPost(site);
      return { id, propertyKey: (await withProperty(site, 'blogposts', id)).key, value: OTHER };
    },
    async check({ data, input, site }) {
      const property = await kept(site, 'blogposts', input.id, input.propertyKey);
      expect(property).toMatchObject({ value: OTHER, version: { number: 2 } });
      expect(data).toMatchObject({ key: input.propertyKey, value: OTHER, version: { number: 2 } });
      expect(data._expandable).toEqual({});
    },
  },

  DELETE_BLOGPOST_PROPERTY: {
    does: 'removes a blog post property, found by its key',
    input: async (site) => {
      const { id } = await newPost(site);
      return { id, propertyKey: (await withProperty(site, 'blogposts', id)).key };
    },
    async check({ data, input, site }) {
      expect(await kept(site, 'blogposts', input.id, input.propertyKey)).toBeUndefined();
      expect(data).toEqual({});
    },
  },

  CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD: {
    does: 'keeps a value under a key of a whiteboard',
    input: async (site) => ({ whiteboard_id: (await newWhiteboard(site)).id, key: 'note', value: VALUE }),
    async check({ data, input, site }) {
      expect((await kept(site, 'whiteboards', input.whiteboard_id, 'note')).value).toEqual(VALUE);
      expect(data).toMatchObject({ key: 'note', value: VALUE, version: 1 });
      expect(data.createdAt).toBe(data.updatedAt);
    },
  },

  UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: {
    does: 'replaces the value of a whiteboard property',
    input: async (site) => {
      const { id } = await newWhiteboard(site);
      const property = await withProperty(site, 'whiteboards', id);
      return { whiteboardId: id, propertyId: property.id, value: OTHER };
    },
    async check({ data, input, site }) {
      const property = await kept(site, 'whiteboards', input.whiteboardId, data.key);
      expect(property).toMatchObject({ value: OTHER, version: { number: 2 } });
      expect(data).toMatchObject({ value: OTHER, version: 2, updatedAt: property.version.createdAt });
      expect(Date.parse(data.createdAt)).toBeLessThanOrEqual(Date.parse(data.updatedAt));
    },
  },

  DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: {
    does: 'removes a whiteboard property by its id',
    input: async (site) => {
      const { id } = await newWhiteboard(site);
      const property = await withProperty(site, 'whiteboards', id);
      return { whiteboardId: id, propertyId: property.id, key: property.key };
    },
    async check({ data, input, site }) {
      expect(await kept(site, 'whiteboards', input.whiteboardId, input.key)).toBeUndefined();
      expect(data).toEqual({});
    },
  },

  CREATE_WHITEBOARD: {
    does: 'creates a whiteboard in a space',
    input: async (site) => ({ spaceId: (await spaceOf(site, 'ENG')).id, title: unique('Ideas') }),
    async check({ data, input, site }) {
      const whiteboard = await site.rest('GET', `/api/v2/whiteboards/${data.id}`);
      expect(whiteboard).toMatchObject({ title: input.title, spaceId: input.spaceId, type: 'whiteboard' });
      const { title, spaceId, parentId, status, createdAt } = whiteboard;
      expect(data).toMatchObject({ title, spaceId, parentId, status, createdAt, updatedAt: createdAt });
    },
  },

  CREATE_SPACE_PROPERTY: {
    does: 'keeps a value under a key of a space',
    input: async (site) => ({ spaceId: String((await newSpace(site)).id), key: 'note', value: VALUE }),
    async check({ data, input, site }) {
      expect((await kept(site, 'spaces', input.spaceId, 'note')).value).toEqual(VALUE);
      expect(data).toMatchObject({ key: 'note', value: VALUE, version: { number: 1, message: null } });
    },
  },

  GET_SPACE_PROPERTIES: {
    does: 'lists the properties of a space that have one of some keys',
    input: async (site) => {
      const id = String((await newSpace(site)).id);
      for (const key of ['a', 'b', 'c']) {
        await site.rest('POST', `/api/v2/spaces/${id}/properties`, { key, value: { key } });
      }
      return { id, key: ['a', 'c'] };
    },
    check({ data }) {
      expectList(data, { size: 2 });
      expect(data.results.map(({ key }: { key: string }) => key)).toEqual(['a', 'c']);
      expect(data.results[0]).toMatchObject({
        value: { key: 'a' },
        createdBy: { displayName: 'Site Administrator' },
        createdAt: expect.stringMatching(/Z$/),
      });
    },
  },

  UPDATE_SPACE_PROPERTY: {
    does: 'replaces the value of a space property; space and property are found by their keys',
    input: async (site) => {
      const { id, key } = await newSpace(site);
      return { spaceKey: key, propertyKey: (await withProperty(site, 'spaces', id)).key, value: OTHER, id };
    },
    async check({ data, input, site }) {
      const property = await kept(site, 'spaces', input.id, input.propertyKey);
      expect(property).toMatchObject({ value: OTHER, version: { number: 2 } });
      expect(data).toMatchObject({ value: OTHER, version: { number: 2 }, _expandable: {} });
    },
  },

  DELETE_SPACE_PROPERTY: {
    does: 'removes a space property; space and property are found by their keys',
    input: async (site) => {
      const { id, key } = await newSpace(site);
      return { spaceIdOrKey: key, propertyKey: (await withProperty(site, 'spaces', id)).key, id };
    },
    async check({ data, input, site }) {
      expect(await kept(site, 'spaces', input.id, input.propertyKey)).toBeUndefined();
      expect(data).toEqual({});
    },
  },
};
